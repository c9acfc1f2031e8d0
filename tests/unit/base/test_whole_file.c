/* SPDX-License-Identifier: Apache-2.0 */
#include "base/whole_file.h"
#include "test.h"
#include <dirent.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

static int entries(const char *folder)
{
    DIR *dir = opendir(folder);
    REQUIRE(dir);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir));)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(dir);
    return count;
}

static void expect_content(const char *path, const char *wanted)
{
    char got[64] = "";
    FILE *file = fopen(path, "rb");
    REQUIRE(file);
    got[fread(got, 1, sizeof got - 1, file)] = '\0';
    fclose(file);
    REQUIRE_TEXT(got, wanted);
}

static void write_whole(const char *path, const char *content, bool commit)
{
    struct whole_file out;
    struct pst_error error = {0};
    REQUIRE_INT(whole_file_open(path, &out, &error), PST_OK);
    fputs(content, out.file);
    if (commit)
        REQUIRE_INT(whole_file_commit(&out, &error), PST_OK);
    else
        whole_file_abandon(&out);
}

static void expect_failure(const char *path, bool opens, const char *message)
{
    struct whole_file out;
    struct pst_error error = {0};
    enum pst_status status = whole_file_open(path, &out, &error);
    REQUIRE_INT(status, opens ? PST_OK : PST_OUTPUT);
    if (opens) {
        fputs("x", out.file);
        REQUIRE_INT(whole_file_commit(&out, &error), PST_OUTPUT);
    }
    REQUIRE_TEXT(error.message, message);
}

int main(void)
{
    char folder[] = "whole_XXXXXX";
    REQUIRE(mkdtemp(folder));
    REQUIRE(chdir(folder) == 0);

    write_whole("a", "one", true);
    expect_content("a", "one");
    REQUIRE(chmod("a", 0640) == 0);
    write_whole("a", "two", false);
    expect_content("a", "one");
    write_whole("a", "three", true);
    expect_content("a", "three");
    struct stat there;
    REQUIRE(stat("a", &there) == 0);
    REQUIRE_INT(there.st_mode & 0777, 0640);

    REQUIRE(symlink("a", "b") == 0);
    write_whole("b", "four", true);
    expect_content("a", "four");
    REQUIRE(lstat("b", &there) == 0 && S_ISLNK(there.st_mode));
    REQUIRE_INT(entries("."), 2);

    write_whole("/dev/null", "gone", true);
    REQUIRE(stat("/dev/null", &there) == 0 && S_ISCHR(there.st_mode));
    expect_failure("/dev/full", true, "cannot write '/dev/full': no space left on device");
    expect_failure(".", false, "cannot write '.': is a directory");
    expect_failure("none/a", false, "cannot write 'none/a': no such file or directory");
    REQUIRE_INT(entries("."), 2);

    unlink("a");
    unlink("b");
    REQUIRE(chdir("..") == 0);
    rmdir(folder);
    return 0;
}

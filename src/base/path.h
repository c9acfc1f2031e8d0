/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_PATH_H
#define PST_PATH_H

/* The file's name, without its folder: what follows the last slash. */
const char *path_name(const char *path);

#endif

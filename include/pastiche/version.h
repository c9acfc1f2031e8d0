/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_VERSION_H
#define PASTICHE_VERSION_H

#if defined(__GNUC__)
#define PST_API __attribute__((visibility("default")))
#else
#define PST_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The program's version, "1.2.3". */
PST_API const char *pst_version(void);

#ifdef __cplusplus
}
#endif
#endif

// SPDX-License-Identifier: Apache-2.0
// Keyed hashes and the comparison of secrets, from OpenSSL.
#pragma once
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

exit(await Program.run(Array(CommandLine.arguments.dropFirst())))

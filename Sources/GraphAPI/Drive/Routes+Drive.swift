// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    /// What can be done with drives and their items: the table of operations outside of workbooks.
    static let driveOperations: [OperationRow] = [
        .item(.get, .drive, scope: .read, DriveTree.drive),
        .service(.get, .drives, scope: .read, DriveTree.drives),

        .item(.get, .driveItem, scope: .read, DriveTree.item),
        .item(.patch, .driveItem, scope: .write, DriveTree.update),
        .item(.delete, .driveItem, scope: .write, DriveTree.delete),
        .item(.get, .children, scope: .read, DriveTree.children),
        .item(.post, .children, scope: .write, DriveTree.createFolder),
        .item(.post, .driveItem, "copy", DriveTree.copy),
        .service(.get, .monitor, scope: [], DriveTree.monitor),

        .item(.get, .driveItem, "content", DriveFiles.content),
        .item(.put, .driveItem, "content", DriveFiles.upload),
        .service(.get, .download, scope: [], DriveFiles.download),
        .item(.post, .driveItem, "createUploadSession", DriveFiles.createUploadSession),
        .service(.put, .upload, scope: [], DriveFiles.uploadSlice),
        .service(.get, .upload, scope: [], DriveFiles.uploadStatus),
        .service(.post, .upload, scope: [], DriveFiles.completeUpload),
        .service(.delete, .upload, scope: [], DriveFiles.cancelUpload),
    ]
}

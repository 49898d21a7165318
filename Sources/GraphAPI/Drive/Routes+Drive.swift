// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

extension Routes {
    /// What can be done with drives and their items: the table of operations outside of workbooks.
    static let driveOperations: [OperationRow] = [
        .item(.get, .drive, DriveTree.drive),
        .service(.get, .drives, DriveTree.drives),

        .item(.get, .driveItem, DriveTree.item),
        .item(.patch, .driveItem, DriveTree.update),
        .item(.delete, .driveItem, DriveTree.delete),
        .item(.get, .children, DriveTree.children),
        .item(.post, .children, DriveTree.createFolder),
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

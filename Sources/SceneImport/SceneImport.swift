// SceneImport

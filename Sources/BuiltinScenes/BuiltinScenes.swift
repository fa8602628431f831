// BuiltinScenes

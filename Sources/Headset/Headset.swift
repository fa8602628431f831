// Headset

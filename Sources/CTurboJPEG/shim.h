#ifndef FOVEA_CTURBOJPEG_SHIM_H
#define FOVEA_CTURBOJPEG_SHIM_H
#include <turbojpeg.h>
#endif

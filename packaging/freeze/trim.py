"""What the frozen program leaves out, with the reason for each: the program never reaches it.

The spec hands every file and module over that PyInstaller found. `tests/packaging/test_trim.py` runs the program with
all of these modules refused, and `make deb-test` runs it without the files.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = sorted(json.loads((ROOT / "resources/translations/languages.json").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class LeftOut:
    """Files of one kind that are left out.

    Args:
        what: What they are, in a few words.
        why: Why the program can do without them.
        named: Patterns of paths in the frozen folder; of a module, its path as source: "scipy/stats/_binomtest.py".
        but: Patterns of what stays all the same.
    """

    what: str
    why: str
    named: tuple[str, ...]
    but: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """Return whether it leaves a path out."""
        return _is_any(path, self.named) and not _is_any(path, self.but)


_QT = ("PySide6/Qt/lib/libQt6*", "PySide6/Qt6*.dll", "PySide6/Qt/lib/Qt*.framework/*")
_QT_LIBRARIES = [
    "Core",
    "Gui",
    "Widgets",
    "DBus",
    "OpenGL",
    "PrintSupport",
    "Svg",
    "WaylandClient",
    "XcbQpa",
    "WlShellIntegration",
]
_QT_BINDINGS = ["Core", "Gui", "Widgets", "PrintSupport", "Svg"]
_PLUGINS = "PySide6/*plugins/"  # PySide6/Qt/plugins, and PySide6/plugins on Windows
_CHINESE = ("zh_Hans*", "zh.dat")

LEFT_OUT = (
    LeftOut(
        "Qt Quick, QML, Designer and their kin",
        "The window is made of Qt Widgets.",
        (*_QT, "PySide6/Qt[A-Z]*.so", "PySide6/Qt[A-Z]*.pyd", "PySide6/*qml/*", "PySide6/opengl32sw.dll"),
        (
            *(f"PySide6/Qt/lib/libQt6{name}.so*" for name in _QT_LIBRARIES),
            *(f"PySide6/Qt6{name}.dll" for name in _QT_LIBRARIES),
            *(f"PySide6/Qt/lib/Qt{name}.framework/*" for name in _QT_LIBRARIES),
            *(f"PySide6/Qt{name}.*" for name in _QT_BINDINGS),
            "PySide6/QtDBus.*",
        ),
    ),
    LeftOut(
        "Plugins of Qt",
        "Screens of other devices, databases, the network, touch drivers, and kinds of pictures that are never read.",
        (f"{_PLUGINS}*",),
        (
            *(f"{_PLUGINS}platforms/*{name}*" for name in ("xcb", "wayland", "offscreen", "windows", "cocoa")),
            *(f"{_PLUGINS}platforminputcontexts/*{name}*" for name in ("compose", "ibus")),
            *(f"{_PLUGINS}imageformats/*{name}*" for name in ("svg", "jpeg", "ico", "gif")),
            f"{_PLUGINS}iconengines/*",
            f"{_PLUGINS}platformthemes/*",
            f"{_PLUGINS}printsupport/*",
            f"{_PLUGINS}styles/*",
            f"{_PLUGINS}xcbglintegrations/*",
            f"{_PLUGINS}wayland-decoration-client/*",
            f"{_PLUGINS}wayland-shell-integration/*xdg-shell*",
            f"{_PLUGINS}wayland-graphics-integration-client/*wayland-egl*",
        ),
    ),
    LeftOut(
        "Words of Qt in other languages",
        "The window speaks the languages of resources/translations/languages.json.",
        ("PySide6/*translations/*.qm",),
        tuple(f"PySide6/*translations/qtbase_{code}{end}" for code in LANGUAGES for end in (".qm", "_*.qm")),
    ),
    LeftOut(
        "All of SciPy but its special functions",
        "The figures need the normal, t and chi-squared distributions, which are in scipy.special.",
        ("scipy/*",),
        (
            *("scipy/__init__.py", "scipy/__config__.py", "scipy/version.py", "scipy/_distributor_init*.py"),
            *("scipy/_cyutility*", "scipy/special/*", "scipy/_lib/*", "scipy/.dylibs/*"),
        ),
    ),
    LeftOut(
        "Tests of SciPy's special functions and their compiled parts",
        "They test a library, not this program.",
        ("scipy/special/tests/*", "scipy/special/_precompute/*", "scipy/special/_test*", "scipy/_lib/_test_*"),
    ),
    LeftOut(
        "SciPy's special functions for programs in C",
        "The figures call them from Python.",
        ("scipy/special/cython_special*",),
    ),
    LeftOut(
        "Tests and build tools that came with libraries",
        "They test a library, or build one.",
        (
            *("*/tests/*", "numpy/_core/_*tests*", "numpy/_core/lib/*", "numpy/random/lib/*", "numpy/_core/include/*"),
            *("setuptools/*", "pkg_resources/*", "_distutils_hack/*", "distutils/*", "pip/*", "wheel/*"),
            *("matplotlib/testing/*", "numpy/f2py/src/*", "*.pyi", "*.pxd", "*.h", "*/py.typed", "*.a", "*.lib"),
        ),
    ),
    LeftOut(
        "Sample data, styles and typefaces of matplotlib",
        "Charts are drawn in Inter, with DejaVu Sans behind it; there are no formulas in them.",
        ("matplotlib/mpl-data/*",),
        (
            "matplotlib/mpl-data/matplotlibrc",
            "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
            "matplotlib/mpl-data/fonts/ttf/DejaVuSans-Bold.ttf",
            "matplotlib/mpl-data/fonts/ttf/LastResortHE-Regular.ttf",  # it loads that one beside every other
            "matplotlib/mpl-data/fonts/ttf/LICENSE*",
        ),
    ),
    LeftOut(
        "Other ways to draw of matplotlib",
        "Charts are drawn for Qt, as PNG and as SVG.",
        (
            *("fontTools/*", "matplotlib/backends/backend_p*", "matplotlib/backends/_backend_pdf_ps*"),
            *(f"matplotlib/backends/*{name}*" for name in ("gtk", "tk", "wx", "macosx", "nbagg", "web", "cairo")),
            *("tkinter/*", "_tkinter*", "_tcl_data/*", "_tk_data/*", "tcl8/*"),
        ),
        ("fontTools/__init__.py", "fontTools/agl.py", "fontTools/misc/*.py"),
    ),
    LeftOut(
        "Ways of other languages to write dates (Babel)",
        "Those of the program's own languages stay, for every country.",
        ("babel/locale-data/*",),
        (
            "babel/locale-data/root.dat",
            "babel/locale-data/LICENSE*",
            *(f"babel/locale-data/{code}{end}" for code in LANGUAGES if code != "zh" for end in (".dat", "_*.dat")),
            *(f"babel/locale-data/{name}" for name in _CHINESE),
        ),
    ),
    LeftOut(
        "Kinds of pictures that Pillow reads",
        "matplotlib has it write PNG; nobody hands it a picture.",
        (
            *(f"PIL/_{name}*" for name in ("avif", "webp", "imagingft", "imagingcms", "imagingtk", "imagingmath")),
            *(f"pillow.libs/lib{name}*" for name in ("avif", "webp", "sharpyuv", "harfbuzz", "freetype", "lcms2")),
            *(f"pillow.libs/lib{name}*" for name in ("brotli", "png16")),
            "PIL/*ImagePlugin.py",
        ),
        tuple(f"PIL/{name}ImagePlugin.py" for name in ("Bmp", "Gif", "Jpeg", "Png", "Ppm")),
    ),
    LeftOut(
        "Colors for program code (Pygments)",
        "Help on the command line shows no program code.",
        ("pygments/lexers/*", "pygments/styles/*"),
        (
            *(f"pygments/lexers/{name}.py" for name in ("__init__", "_mapping", "python")),
            *(f"pygments/styles/{name}.py" for name in ("__init__", "_mapping", "default")),
        ),
    ),
)

# Modules that are not even looked at: each is left out by a rule above, with all below it. It makes freezing shorter.
NOT_LOOKED_AT = (
    *("scipy.cluster", "scipy.constants", "scipy.datasets", "scipy.differentiate", "scipy.fft", "scipy.fftpack"),
    *("scipy.integrate", "scipy.interpolate", "scipy.io", "scipy.linalg", "scipy.misc", "scipy.ndimage", "scipy.odr"),
    *("scipy.optimize", "scipy.signal", "scipy.sparse", "scipy.spatial", "scipy.stats", "matplotlib.testing"),
    *("fontTools.ttLib", "fontTools.subset", "fontTools.varLib", "fontTools.otlLib", "fontTools.pens"),
    *("fontTools.cffLib", "fontTools.feaLib", "fontTools.merge", "fontTools.designspaceLib", "fontTools.ufoLib"),
    *("setuptools", "pkg_resources", "distutils", "pip", "wheel", "tkinter"),
    *("PIL.AvifImagePlugin", "PIL.WebPImagePlugin"),
)

# What PyInstaller would run before each start, for programs that need it; here it only took time. The first one would
# also have matplotlib list all typefaces anew at each start, and leave a folder behind where the program is killed.
NOT_RUN_FIRST = ("pyi_rth_mplconfig", "pyi_rth_multiprocessing", "pyi_rth_pkgutil", "pyi_rth_inspect")

# Left to the system, whose updates they get: the .deb depends on their packages (packaging/linux/deb.py).
OF_THE_SYSTEM = tuple(
    f"lib{name}.so*"
    for name in (
        *("X*", "xcb*", "xkb*", "wayland*", "EGL*", "GL*", "OpenGL*", "drm*", "gbm*", "vulkan*", "epoxy*", "pixman*"),
        *("glib-2*", "gthread-2*", "gobject-2*", "gio-2*", "gmodule-2*", "pcre*", "dbus-1*", "systemd*", "cap*"),
        *("fontconfig*", "freetype*", "png16*", "expat*", "brotli*", "bsd*", "md*", "gcrypt*", "gpg-error*", "lz4*"),
        *("gtk-3*", "gdk*", "cairo*", "pango*", "harfbuzz*", "atk*", "atspi*", "fribidi*", "graphite2*", "thai*"),
        *("datrie*", "jpeg*", "selinux*", "mount*", "blkid*", "cups*", "avahi*", "gssapi*", "krb5*", "k5*"),
        *("com_err*", "keyutils*", "gnutls*", "p11*", "idn2*", "unistring*", "tasn1*", "nettle*", "hogweed*", "gmp*"),
        *("resolv*", "stdc++*", "gcc_s*", "z", "zstd", "audit*", "nsl*"),
    )
)


def _is_any(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(path, each) for each in patterns)


def leaves_out(path: str) -> LeftOut | None:
    """Return what leaves a path out; None where it stays."""
    return next((each for each in LEFT_OUT if each.takes(path)), None)


def is_of_the_system(path: str) -> bool:
    """Return whether a library at the top of the frozen folder is one that the system brings."""
    return "/" not in path and _is_any(path, OF_THE_SYSTEM)


def path_of(module: str) -> str:
    """Return the path by which a module is named here, such as "scipy/stats.py"."""
    return module.replace(".", "/") + ".py"


def without(entries: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield those entries of PyInstaller that stay; each has its name in the frozen folder, its source and its kind."""
    for entry in entries:
        name, source, kind = entry[:3]
        if kind.startswith("PYMODULE"):
            path = path_of(f"{name}.__init__" if Path(source).name.startswith("__init__.") else name)
        else:
            path = name.replace("\\", "/")
        if leaves_out(path) is None and not is_of_the_system(path):
            yield entry


def saved(installed: Path) -> dict[str, int]:
    """Return the bytes that each rule saves: those of the files that it leaves out, as the libraries are installed.

    Args:
        installed: The folder of the libraries, site-packages.
    """
    found = dict.fromkeys((each.what for each in LEFT_OUT), 0)
    for file in installed.rglob("*"):
        rule = None if "__pycache__" in file.parts else leaves_out(file.relative_to(installed).as_posix())
        if rule is not None and file.is_file() and not file.is_symlink():
            found[rule.what] += file.stat().st_size
    return found

"""A window of WebKitGTK for tests: as large as a phone, driven by WebKitWebDriver, with its store on the disk.

MiniBrowser would do but for two things: driven, it keeps nothing on the disk, so that nothing is there after a kill;
and its toolbar makes every window too wide. Words: the folder of the store, width, height, a script that runs before
every page's own. SIGUSR1 prints the page to `print.pdf` in the folder.
"""

import os
import signal
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2

folder, width, height, script = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

manager = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(folder, "data"),
    base_cache_directory=os.path.join(folder, "cache"),
)
context = WebKit2.WebContext(website_data_manager=manager)
context.set_automation_allowed(True)
context.set_preferred_languages(["ky-KG", "ky"])
window = Gtk.Window()
window.set_default_size(width, height)


def printed(view):
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, "file://" + os.path.join(folder, "print.pdf"))
    page = Gtk.PageSetup()
    page.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
    WebKit2.PrintOperation(web_view=view, print_settings=settings, page_setup=page).print_()
    return True


def view_for(_session):
    content = WebKit2.UserContentManager()
    content.add_script(
        WebKit2.UserScript.new(
            script,
            WebKit2.UserContentInjectedFrames.TOP_FRAME,
            WebKit2.UserScriptInjectionTime.START,
            None,
            None,
        )
    )
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, is_controlled_by_automation=True
    )
    window.add(view)
    window.show_all()
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, printed, view)
    return view


def started(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("Ashar")
    info.set_version(1, 0, 0)
    session.set_application_info(info)
    session.connect("create-web-view", view_for)


context.connect("automation-started", started)
with open(os.path.join(folder, "pid"), "w", encoding="utf-8") as file:
    file.write(str(os.getpid()))
Gtk.main()

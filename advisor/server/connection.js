/* When the server cannot be reached a line of ours says so above the page, which stays readable; the
   framework's dialog, which covers and locks the page, is closed before it is painted. */
(() => {
  const LOST = "网络断了，回答都还在，正在重连……";
  const GONE = "连不上了，请刷新这一页。回答在网址里，都还在。";
  let banner = null, waiting = null, was = false;

  const show = text => {
    clearTimeout(waiting);
    waiting = null;
    if (!banner) {
      banner = document.createElement("div");
      banner.id = "lost-connection";
      banner.setAttribute("role", "status");
      document.body.append(banner);
    }
    if (banner.textContent !== text) banner.textContent = text;
  };
  const hide = () => {
    clearTimeout(waiting);
    waiting = null;
    banner?.remove();
    banner = null;
  };
  const look = () => {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
    if (!state) return;
    if (state === "CONNECTED") { was = true; hide(); return; }
    const dialog = document.querySelector("[data-testid=stDialog]");
    if (dialog && dialog.style.display !== "none") {
      dialog.style.display = "none";
      const refused = /从这个网址打不开[^。]*。/.exec(dialog.textContent);
      show(refused ? refused[0] : LOST);
      dialog.querySelector("section > button")?.click();
    } else if (state === "DISCONNECTED_FOREVER") {
      if (!banner) show(GONE);
    } else if (was && !banner && waiting === null) {
      waiting = setTimeout(() => show(LOST), 700);  // a line that comes back at once is not worth a word
    }
  };
  new MutationObserver(look).observe(document.documentElement, {subtree: true, childList: true,
    attributes: true, attributeFilter: ["data-test-connection-state"]});
})();

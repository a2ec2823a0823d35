/* What pages do once they are drawn, and cannot say as scripts of their own: the security policy takes none
   but those of the page that is served. Pages draw anew all the time, hence listeners that stay. */
(() => {
  const SAVES = "#save-sheet, #save-unit-sheet", NAME = ".st-key-sheet-name input";

  // The name goes in the request's body as it stands in the field: no address ever holds it.
  const saveWithName = (link, name) => {
    const form = document.createElement("form");
    const field = document.createElement("input");
    Object.assign(form, { method: "post", action: link.href, hidden: true });
    Object.assign(field, { name: "name", value: name });
    form.append(field);
    document.body.append(form);
    form.submit();
    form.remove();
  };
  document.addEventListener("click", event => {
    const print = event.target.closest?.("#print-sheet");
    if (print && !window.theDesk?.root.isConnected) window.print();  // the desk prints what its key prints
    const link = event.target.closest?.(SAVES);
    const name = link && document.querySelector(NAME)?.value.trim();
    if (!name) return;
    event.preventDefault();
    saveWithName(link, name);
  });

  // A clause that the page was opened for is brought into view while the page is laid out, which takes
  // several goes; not against the reader's own hand.
  let brought = null;
  const bring = mark => {
    brought = mark.dataset.bring;
    const show = () => document.getElementById(brought)?.scrollIntoView();
    const layout = new ResizeObserver(show);
    layout.observe(document.querySelector("[data-testid=stMainBlockContainer]"));
    const leave = () => layout.disconnect();
    for (const hand of ["wheel", "touchstart", "pointerdown", "keydown"])
      addEventListener(hand, leave, { once: true });
    setTimeout(leave, 5000);
  };
  const look = () => {
    const mark = document.querySelector("[data-bring]");
    if (!mark) brought = null;
    else if (mark.dataset.bring !== brought) bring(mark);
  };
  addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(
    document.getElementById("root"),
    { subtree: true, childList: true, attributes: true, attributeFilter: ["data-bring"] },
  ));
})();

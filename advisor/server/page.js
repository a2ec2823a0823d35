/* The framework speaks English where it has no setting for it. Whatever of that comes onto the page is
   put into Chinese: whole texts by the table, texts with a number or a name in them by the patterns. */
(() => {
  const WORDS = {
    "Connection error": "网络断了",
    "Streamlit server is not responding. Are you connected to the internet?":
      "暂时连不上，正在自动重连。已经答的都还在，连上以后接着答。一直连不上，请看看手机或电脑能不能上网，过一会儿再刷新这一页。",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "暂时连不上，正在自动重连。已经答的都还在，连上以后接着答。如果是黑色窗口关掉了，请重新运行：",
    "streamlit run yourscript.py": "py tasks.py run",
    "Connection timed out.": "等了很久没有回音，正在自动重连。已经答的都还在。",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "网络断了，正在自动重连，连上以后请再放一次。",
    "Page not found": "没有这一页",
    "Bad message format": "这一页出了点问题",
    "Script execution error": "这一页出了点问题",
    "Unknown error": "出了点问题，请再试一次。",
    "Unexpected error. Please try again.": "出了点问题，请再试一次。",
    "Network error": "网络断了，请再放一次。",
    "Connecting": "正在连接",
    "Connecting to Streamlit server": "正在连接",
    "Unable to connect to Streamlit server": "连不上",
    "Error": "出了点问题",
    "Error:": "",
    "file upload": "选择文件",
    "Close": "关闭",
    "Skip to main content": "跳到正文",
    "No results": "没有对得上的",
    "No options to select": "没有可选的",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "Selectbox options": "选项",
    "Clear value": "清空",
    "Clear entry": "清空",
    "Open": "展开",
    "Show password": "显示密码",
    "Hide password": "不显示密码",
    "Invalid input.": "填得不对。",
    "Upload": "选择文件",
    "Add files": "加文件",
    "Browse files": "选择文件",
    "Drag and drop a file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Only one file is allowed.": "一次只放一个文件。",
    "File size is too small.": "文件是空的。",
    "Click to retry upload": "再放一次",
    "Error uploading file": "没有放上去，请再放一次",
    "Send message": "发送",
  };
  const PATTERNS = [
    [/^You have requested page .* Running the app's main page\.$/, "没有您要的这一页，下面是首页。"],
    [/^The page that you have requested .* Running the app's main page\.$/, "没有您要的这一页，下面是首页。"],
    [/^Connection failed with status \d+.*$/s, "暂时连不上，正在自动重连。已经答的都还在，连上以后接着答。"],
    [/^Cannot connect to Streamlit \(HTTP status: 403\).*$/s, "从这个网址打不开，请用办事机构给的网址。"],
    [/^File must be (\d+)(?:\.0)?\s*MB or smaller\.$/, "文件超过$1兆，请拆成几个再放。"],
    [/^(\d+)(?:\.0)?\s*MB per file\b.*$/, "也可以拖到这里，最大$1兆"],
    [/^(.+) files are not allowed\.$/, "不收 $1 文件。"],
    [/^.*status(?: code)? 413.*$/s, "文件太大，请拆成几个再放。"],
    [/^.*status(?: code)? 403.*$/s, "这一页现在不收文件，请刷新再放。"],
    [/^.*status(?: code)? 503.*$/s, "现在交文件的人多，请过几分钟再放。"],
    [/^.*status(?: code)? \d{3}.*$/s, "没有放上去，请再放一次。"],
    [/^Remove (.+)$/, "拿掉 $1"],
    [/^Press (?:Ctrl|⌘)?\+?Enter to apply$/, "按回车确定"],
  ];
  const SHOWN = ["aria-label", "placeholder", "title"];

  const chinese = text => {
    const bare = text.trim();
    if (!/^[A-Z\d]/i.test(bare)) return null;
    if (Object.hasOwn(WORDS, bare)) return WORDS[bare];
    for (const [pattern, put] of PATTERNS) if (pattern.test(bare)) return bare.replace(pattern, put);
    return null;
  };
  const words = node => {
    if (node.nodeType !== Node.TEXT_NODE || node.parentElement?.closest("script, style")) return;
    const said = chinese(node.nodeValue);
    if (said !== null) node.nodeValue = said;
  };
  const labels = element => {
    for (const name of SHOWN) {
      const said = chinese(element.getAttribute(name) ?? "");
      if (said !== null) element.setAttribute(name, said);
    }
  };
  const all = root => {
    if (root.nodeType === Node.TEXT_NODE) { words(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    labels(root);
    root.querySelectorAll("[aria-label], [placeholder], [title]").forEach(labels);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) words(texts.currentNode);
  };
  new MutationObserver(changes => changes.forEach(change => {
    if (change.type === "childList") change.addedNodes.forEach(all);
    else if (change.type === "characterData") words(change.target);
    else labels(change.target);
  })).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SHOWN,
  });
})();

// One sheet for all pages, so that there is one hash. Colours as media queries and `100vh` before
// `100svh`: old phones know neither light-dark() nor the small viewport.
const tokens = `
:root{color-scheme:light dark;--bg:#f8f7f4;--surface:#fff;--line:#e3e0d9;--line-2:#85827b;--text:#1b1d22;--text-2:#4c4f57;--accent:#2a4f96;--accent-2:#203d78;--on-accent:#fff;--bad:#a8281e;
--mono:ui-monospace,SFMono-Regular,"Cascadia Mono","Roboto Mono",Menlo,Consolas,monospace;
--font:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",sans-serif}
:root:lang(ja){--font:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif}
@media (prefers-color-scheme:dark){:root{--bg:#111317;--surface:#181b20;--line:#2b2f37;--line-2:#737983;--text:#eceef1;--text-2:#b8bcc4;--accent:#8fb2f2;--accent-2:#abc6f8;--on-accent:#0e1a30;--bad:#f2998f}}
`;

const frame = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;overflow-x:hidden;overflow-x:clip}
body{margin:0;min-height:100vh;min-height:100svh;display:flex;flex-direction:column;overflow-x:clip;background:var(--bg);color:var(--text);font:17px/1.55 var(--font);-webkit-font-smoothing:antialiased;overflow-wrap:break-word}
body:lang(ko){word-break:keep-all}
body:lang(ja){line-break:strict;word-break:auto-phrase}
header,main,footer{width:100%;max-width:30rem;margin:0 auto;padding:0 max(24px,env(safe-area-inset-right)) 0 max(24px,env(safe-area-inset-left))}
header{padding-top:22px;font-weight:600}
main{flex:1;padding-top:clamp(28px,9vh,104px);padding-bottom:48px}
footer{display:flex;gap:8px;align-items:center;padding-bottom:max(24px,env(safe-area-inset-bottom));font-size:14px;color:var(--text-2)}
footer svg{flex:none}
footer span{min-width:0}
`;

const words = `
h1{margin:0 0 12px;font-size:28px;line-height:1.25;font-weight:650;letter-spacing:-.012em;text-wrap:balance}
h1:lang(ko),h1:lang(ja){font-weight:700;letter-spacing:0;line-height:1.35;font-size:26px}
p{margin:0 0 16px;color:var(--text-2);text-wrap:pretty}
a{color:var(--accent);text-underline-offset:3px}
.next{font-weight:600;overflow-wrap:anywhere}
.asked{margin:0 0 20px;padding:12px 0;border:solid var(--line);border-width:1px 0;color:var(--text);font-family:var(--mono);overflow-wrap:anywhere}
.when{margin:24px 0;padding:16px 0;border:solid var(--line);border-width:1px 0}
.when dt{font-size:15px;color:var(--text-2)}
.when dd{margin:0;font-size:22px;line-height:1.4;font-weight:600;font-variant-numeric:tabular-nums}
.when .z{display:block;font-size:15px;font-weight:400;color:var(--text-2)}
`;

const thread = `
.thread{display:block;width:100%;height:96px;margin:0 0 20px;overflow:visible;fill:none;stroke:var(--accent);stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.thread .h{stroke:var(--bg);stroke-width:11;stroke-linecap:butt}
.thread .q{stroke:var(--line-2)}
.thread .e{fill:var(--accent);stroke:none}
`;

const controls = `
form{margin-top:28px}
label{display:block;font-weight:600;color:var(--text)}
.hint{display:block;margin:2px 0 8px;font-size:15px;color:var(--text-2)}
input{display:block;width:100%;height:52px;padding:0 14px;border:1px solid var(--line-2);border-radius:8px;background:var(--surface);color:var(--text);font:inherit;font-size:18px}
button{display:block;width:100%;min-height:52px;margin-top:16px;padding:12px 20px;border:1px solid transparent;border-radius:8px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer;transition:background-color .12s}
button:hover{background:var(--accent-2)}
.choice{margin-top:24px}
.choice .plain{display:block;min-height:52px;padding:12px 20px;border:1px solid var(--line-2);border-radius:8px;color:var(--text);text-align:center;text-decoration:none;transition:background-color .12s}
.choice .plain:hover{background:var(--surface)}
.choice button{margin:0 0 12px}
[hidden]{display:none!important}
.note{margin:20px 0 0;font-size:15px}
.error{display:flex;gap:8px;margin:0 0 8px;color:var(--bad);font-weight:600;font-size:16px;text-wrap:balance}
.error svg{flex:none;margin-top:3px}
.error span{min-width:0}
input[aria-invalid]{border:2px solid var(--bad);padding:0 13px}
`;

const preferences = `
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
@media (forced-colors:active){.thread{stroke:CanvasText}.thread .h{stroke:Canvas}.thread .e{fill:CanvasText}}
@media (min-width:48em){body{font-size:18px}header{padding-top:32px}h1{font-size:32px}}
`;

export const style = [tokens, frame, words, thread, controls, preferences].join("");

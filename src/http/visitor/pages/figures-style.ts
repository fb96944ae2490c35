import { style } from "./style.ts";

const tokens = `
:root{--text-3:#666971;--tint:#eaf0fb;--c1:#2a4f96}
@media (prefers-color-scheme:dark){:root{--text-3:#969ba5;--tint:#1d2a42;--c1:#85abf0}}
`;

const frame = `
header,main,footer{max-width:60rem}
main{padding-top:24px}
h1{font-size:26px;overflow-wrap:anywhere;margin:0}
.sub{font-size:15px;margin:4px 0 0;overflow-wrap:anywhere}
.note{margin:16px 0 0;padding:12px 0;border:solid var(--line);border-width:1px 0;color:var(--text)}
.none{margin:32px 0;padding:24px 0;border:solid var(--line);border-width:1px 0}
.none b{display:block;color:var(--text);font-weight:600}
.end{margin:40px 0 0;font-size:15px}
.month{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin:24px 0 28px}
.month label{width:100%;font-size:15px}
.month select,.month button{width:auto;min-height:0;height:44px;margin:0;padding:0 14px;border:1px solid var(--line-2);border-radius:8px;background:var(--surface);color:var(--text);font:inherit;font-size:16px}
.month button{font-weight:600}
.month button:hover{background:var(--tint)}
.sum{display:flex;flex-wrap:wrap;gap:16px 40px;margin:0 0 28px}
.sum div{display:flex;flex-direction:column-reverse}
.sum dt{font-size:15px;color:var(--text-2)}
.sum dd{margin:0;font-size:36px;line-height:1.15;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
`;

const chart = `
h2,caption{font-size:18px;font-weight:650;text-align:left;color:var(--text);margin:0 0 20px}
.chart{display:grid;grid-template-columns:auto 1fr;column-gap:10px;font-size:12px;color:var(--text-3);font-variant-numeric:tabular-nums}
.ys{display:flex;flex-direction:column;justify-content:space-between;text-align:right;margin:-8px 0;line-height:16px}
.plot{position:relative;height:220px;background:linear-gradient(var(--line),var(--line)) 0 0/100% 1px no-repeat,linear-gradient(var(--line),var(--line)) 0 50%/100% 1px no-repeat;border-bottom:1px solid var(--line-2)}
.plot svg{display:block;width:100%;height:100%;overflow:visible}
.b{fill:var(--c1)}
.o{fill:var(--tint);stroke:var(--c1);stroke-width:1;vector-effect:non-scaling-stroke}
.today{fill:url(#hatch);stroke:var(--c1);stroke-width:1;vector-effect:non-scaling-stroke}
.plot .over{position:absolute;top:0;left:0;fill:var(--text);font-weight:600}
.xs{grid-column:2;width:100%;height:18px;margin-top:6px;overflow:visible;fill:var(--text-3)}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:16px 0 0;padding:0;list-style:none;font-size:14px;color:var(--text-2)}
.legend li{display:flex;align-items:center;gap:7px}
.legend svg{flex:none}
@media (max-width:47.99em){.opt{display:none}.sum{column-gap:24px}.sum dd{font-size:30px}}
`;

const tables = `
details{margin:16px 0 0}
summary{min-height:44px;padding:9px 0;cursor:pointer;color:var(--accent);font-size:16px}
table{width:100%;border-collapse:collapse;font-size:16px;font-variant-numeric:tabular-nums}
caption{padding:0 0 4px;margin:0}
th{text-align:left;font-weight:400;overflow-wrap:anywhere}
thead th{font-size:14px;color:var(--text-2);overflow-wrap:normal}
td,thead th+th{text-align:right;width:5.5em;white-space:nowrap}
th,td{padding:8px 0;border-bottom:1px solid var(--line)}
th{padding-right:12px}
thead th+th{padding-right:0}
.bar{display:block;width:100%;height:3px;margin-top:5px;fill:var(--c1)}
.rest{color:var(--text-2)}
.grid{display:grid;gap:40px;margin-top:48px}
.grid>*{min-width:0}
.links small{display:block;font-size:14px;color:var(--text-2)}
@media (min-width:48em){h1{font-size:30px}.grid{grid-template-columns:repeat(3,1fr)}.grid.links{grid-template-columns:1fr}.plot{height:280px}td,thead th+th{width:4.4em}}
@media (max-width:22.49em){td,thead th+th{width:4.2em}}
@media (forced-colors:active){.b,.bar{fill:CanvasText}.o,.today{fill:Canvas;stroke:CanvasText}.xs,.plot .over{fill:CanvasText}}
`;

/** For pages of figures: what all pages have, and more. Still one sheet a page, so one hash. */
export const figuresStyle = [style, tokens, frame, chart, tables].join("");

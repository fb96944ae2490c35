import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { toDataURL, toString as toText } from "qrcode";
import { type ReactNode, useState } from "react";
import { nowIn } from "../../ui/days.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { words } from "../../ui/words.ts";
import { useWorkspace } from "../../workspace.tsx";
import { shown, withoutScheme } from "./address.ts";
import { qrContent } from "./qr-content.ts";
import { qrTexts } from "./qr-texts.ts";
import type { LinkWithEffective } from "./queries.ts";

const SIZES = [200, 400, 800, 1_200, 2_000] as const;

/** As the server draws them: error correction M, quiet zone 4. */
const LOOK = { errorCorrectionLevel: "M", margin: 4 } as const;

const svgUrl = async (content: string) =>
  `data:image/svg+xml,${encodeURIComponent(await toText(content, { ...LOOK, type: "svg" }))}`;

/**
 * Drawn here rather than asked of the link's own domain: that may be another origin, whose images
 * the policy of this page does not admit.
 */
export function QrDialog(props: { link: LinkWithEffective; onClose: () => void }): ReactNode {
  const text = useTexts(qrTexts);
  const common = useTexts(words);
  const { timeZone } = useWorkspace();
  const [content] = useState(() => qrContent(props.link, nowIn(timeZone, new Date())));
  const [size, setSize] = useState<number>(400);
  const picture = useQuery({ queryKey: ["qr", content], queryFn: () => svgUrl(content) }).data;
  const name = props.link.linkId.replace(/[^\p{L}\p{N}_-]+/gu, "-");
  const direct = content === props.link.url;
  return (
    <Dialog title={text.title(shown(props.link))} onClose={props.onClose}>
      <div className="qr">
        {picture && <img src={picture} width="240" height="240" alt={text.alt(content)} />}
      </div>
      <p className="small">{direct ? text.direct(withoutScheme(content)) : text.counted}</p>
      <form onSubmit={(event) => event.preventDefault()}>
        <NativeSelect
          label={text.size}
          value={String(size)}
          data={SIZES.map((it) => ({ value: String(it), label: `${it} × ${it}` }))}
          onChange={(event) => setSize(Number(event.currentTarget.value))}
        />
      </form>
      <div className="acts">
        <Button onClick={props.onClose}>{common.close}</Button>
        <Button component="a" href={picture ?? "#"} download={`${name}.svg`}>
          {text.svg}
        </Button>
        <Button variant="filled" onClick={() => void savePng(content, size, `${name}-${size}.png`)}>
          {text.png}
        </Button>
      </div>
    </Dialog>
  );
}

async function savePng(content: string, width: number, name: string): Promise<void> {
  const anchor = document.createElement("a");
  anchor.href = await toDataURL(content, { ...LOOK, width, type: "image/png" });
  anchor.download = name;
  anchor.click();
}

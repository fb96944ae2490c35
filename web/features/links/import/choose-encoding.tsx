import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../../ui/language.tsx";
import { Panel } from "../../../ui/page.tsx";
import type { Encoding, Reading } from "./encoding.ts";
import { importTexts } from "./texts.ts";

interface ChooseEncodingProps {
  readonly name: string;
  readonly readings: readonly Reading[];
  readonly onChosen: (encoding: Encoding) => void;
  readonly onLeave: () => void;
}

/** The bytes do not say which letters they are: whoever knows the file sees it. */
export function ChooseEncoding(props: ChooseEncodingProps): ReactNode {
  const text = useTexts(importTexts);
  return (
    <Panel title={props.name} className="narrow">
      <div className="fields">
        <fieldset className="encodings">
          <legend>{text.whichLetters}</legend>
          <p className="dim">{text.whichLettersText}</p>
          <ul>
            {props.readings.map(({ encoding, sample }) => (
              <li key={encoding}>
                <Button onClick={() => props.onChosen(encoding)}>{text.encodings[encoding]}</Button>
                <span>{sample}</span>
              </li>
            ))}
          </ul>
        </fieldset>
        <div className="acts">
          <Button onClick={props.onLeave}>{text.another}</Button>
        </div>
      </div>
    </Panel>
  );
}

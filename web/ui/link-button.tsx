import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";

type AnchorProps = ButtonProps & Omit<ComponentProps<"a">, keyof ButtonProps>;

function AnchorButton(props: AnchorProps): ReactNode {
  return <Button component="a" {...props} />;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export const LinkButton = createLink(AnchorButton);

import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ApiError } from "../api.ts";
import { ToastProvider } from "../ui/toast.tsx";
import { makeRouter } from "./router.tsx";
import { cssVariablesResolver, theme } from "./theme.ts";
import { TongueProvider } from "./tongue.tsx";

const colorSchemes = localStorageColorSchemeManager({ key: "simpul.theme" });

/** The nonce that the server put into this answer's policy and page. */
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Only what may pass by itself is asked again: no answer, or a server in need of a moment.
        retry: (count, error) => count < 2 && error instanceof ApiError && error.unreached,
      },
    },
  });
}

export function App(): ReactNode {
  const [queryClient] = useState(makeQueryClient);
  const [router] = useState(() => makeRouter(queryClient));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <TongueProvider>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </TongueProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

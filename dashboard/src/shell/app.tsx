import { useEffect, type ReactNode } from 'react';
import { App as Notices, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { isPassing } from '../api/problem.js';
import { useLook, usePhone, useStill } from './look.js';
import { router } from './router.js';
import { themeFor } from './theme.js';

/** News comes by the event stream; what is on the screen is read again only when it changed. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && isPassing(error),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});

export function App(): ReactNode {
  const look = useLook();
  const phone = usePhone();
  const still = useStill();
  useEffect(() => {
    document.documentElement.dataset['look'] = look;
  }, [look]);
  return (
    <ConfigProvider
      locale={chinese}
      theme={themeFor(look, { phone, still })}
      componentSize="small"
      button={{ autoInsertSpace: false }}
    >
      <Notices message={{ maxCount: 3, top: 52 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Notices>
    </ConfigProvider>
  );
}

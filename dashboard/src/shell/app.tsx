import { useEffect, type ReactNode } from 'react';
import { App as Notices, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useLook, usePhone, useStill } from './look.js';
import { newQueries } from './queries.js';
import { router } from './router.js';
import { themeFor } from './theme.js';

const queries = newQueries();

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

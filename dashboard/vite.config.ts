import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gateway of a running platform, for `vite` alone: pages from the sources, answers from there. */
const gateway = process.env['PCRM_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
  server: { proxy: { '/api': { target: gateway, changeOrigin: false } } },
  build: {
    // Bank PCs run Chromium of about 110 under other names.
    target: ['chrome100'],
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 30 },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/, priority: 20 },
          ],
        },
      },
    },
  },
});

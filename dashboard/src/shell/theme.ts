import { theme, type ThemeConfig } from 'antd';

export type Look = 'light' | 'dark';

/** From the machine only: a Chinese web font is megabytes. */
const FONTS =
  "-apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";

const LIGHT = {
  colorPrimary: '#0a5f57',
  colorLink: '#0a5f57',
  colorError: '#b3261e',
  colorWarning: '#8a5300',
  colorSuccess: '#1c6b36',
  colorInfo: '#0a5f57',
  colorText: '#1a2426',
  colorTextSecondary: '#4c595c',
  colorTextTertiary: '#5b686b',
  colorTextDescription: '#5b686b',
  colorTextPlaceholder: '#65727a',
  colorBorder: '#c3cdcf',
  colorBorderSecondary: '#dde4e5',
  colorBgLayout: '#f1f4f4',
};
const DARK = {
  colorPrimary: '#6cc4b6',
  colorLink: '#7fd0c3',
  colorError: '#ff9d92',
  colorWarning: '#f0b95e',
  colorSuccess: '#86d39a',
  colorInfo: '#6cc4b6',
  colorText: '#e4eaea',
  colorTextSecondary: '#b5c1c2',
  colorTextTertiary: '#a5b2b3',
  colorTextDescription: '#a5b2b3',
  colorTextPlaceholder: '#9aa8aa',
  colorBorder: '#4a5759',
  colorBorderSecondary: '#364244',
  colorBgBase: '#141a1b',
  colorBgLayout: '#101516',
  colorBgContainer: '#192122',
  colorBgElevated: '#202a2b',
};

/** Dense, for 1366 × 768; on phones every target is 44 px. */
export const themeFor = (look: Look, { phone, still }: { phone: boolean; still: boolean }): ThemeConfig => ({
  algorithm: look === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: {
    ...(look === 'dark' ? DARK : LIGHT),
    fontFamily: FONTS,
    fontSize: phone ? 15 : 13,
    borderRadius: 5,
    controlHeight: phone ? 44 : 30,
    controlHeightSM: phone ? 44 : 26,
    controlHeightLG: phone ? 48 : 36,
    motion: !still,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    // Dark text on the light primary of the dark look: white would not be readable.
    Button: { primaryColor: look === 'dark' ? '#0c1a18' : '#ffffff', primaryShadow: 'none', defaultShadow: 'none' },
    Segmented: {
      trackPadding: 2,
      trackBg: look === 'dark' ? '#2a3536' : '#e2e8e8',
      itemColor: look === 'dark' ? '#b5c1c2' : '#4c595c',
    },
    Tabs: { horizontalItemPadding: '8px 0', horizontalMargin: '0 0 8px' },
    Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 2px' },
    Tag: { marginXS: 4 },
  },
});

/** The look as Ant Design tokens. The same colours stand in `app.css` as variables for what is not Ant Design's. */
import { theme, type ThemeConfig } from "antd";

export type Mode = "light" | "dark";

export const PALETTE = {
  light: { ink: "#16323b", ink2: "#4d636b", ink3: "#55676f", line: "#e3e8ea", paper: "#ffffff", ground: "#f5f7f8", brand: "#1b5e6b", fill: "#1b5e6b", soft: "#e6f0f1", seal: "#b8392b", warn: "#8a5a10", good: "#26693f" },
  dark: { ink: "#e4ecef", ink2: "#b3c2c8", ink3: "#93a5ac", line: "#2a3b42", paper: "#162329", ground: "#0f181c", brand: "#74c0cb", fill: "#24717f", soft: "#1b343b", seal: "#f08a7c", warn: "#e3b566", good: "#79c794" },
} as const;

const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif';

export function antTheme(mode: Mode, isStill: boolean): ThemeConfig {
  const palette = PALETTE[mode];
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.fill,
      colorLink: palette.brand,
      colorLinkHover: palette.brand,
      colorInfo: palette.brand,
      // Cinnabar is kept for late money and harm; a mistyped field is neither.
      colorError: palette.warn,
      colorWarning: palette.warn,
      colorSuccess: palette.good,
      colorText: palette.ink,
      colorTextSecondary: palette.ink2,
      colorTextTertiary: palette.ink3,
      colorTextDescription: palette.ink3,
      colorTextPlaceholder: palette.ink3,
      colorTextDisabled: palette.ink3,
      colorBorder: mode === "dark" ? "#3a4d55" : "#cfd8db",
      colorBorderSecondary: palette.line,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.paper,
      colorBgElevated: mode === "dark" ? "#1c2b32" : "#ffffff",
      borderRadius: 7,
      borderRadiusLG: 10,
      fontSize: 14,
      fontFamily: FONT,
      // For those who asked for less motion, none: Ant Design waits for the end of its own animations, so they are not cut short by a style.
      motion: !isStill,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", fontWeight: 400 },
      Modal: { titleFontSize: 16 },
      Drawer: { paddingLG: 18 },
      Select: { optionSelectedBg: palette.soft, optionSelectedColor: palette.brand },
      Segmented: { itemSelectedColor: palette.brand },
      Tabs: { itemSelectedColor: palette.brand, inkBarColor: palette.brand, itemHoverColor: palette.brand },
    },
  };
}

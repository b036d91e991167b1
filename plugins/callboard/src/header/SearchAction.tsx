import {
  CallboardProvider,
  SearchButton,
} from '@callboard/plugin-callboard-react';
import GlobalStyles from '@mui/material/GlobalStyles';

/** The portal's tabs are as wide as their labels, together wider than a phone. */
const tabsScroll = (
  <GlobalStyles
    styles={{
      '.bui-PluginHeaderTabsWrapper': {
        overflowX: 'auto',
        overflowY: 'hidden',
        scrollbarWidth: 'none',
      },
    }}
  />
);

/** The search in a page header. */
export function SearchAction() {
  return (
    <CallboardProvider>
      {tabsScroll}
      <SearchButton />
    </CallboardProvider>
  );
}

import {
  CallboardProvider,
  SearchButton,
} from '@callboard/plugin-callboard-react';
import GlobalStyles from '@mui/material/GlobalStyles';

/** Makes the tabs in page headers scroll, because together they can be wider than a phone. */
const scrollingTabs = (
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

export function SearchAction() {
  return (
    <CallboardProvider>
      {scrollingTabs}
      <SearchButton />
    </CallboardProvider>
  );
}

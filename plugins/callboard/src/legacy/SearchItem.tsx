import { SidebarItem } from '@backstage/core-components';
import {
  CallboardProvider,
  useOpenSearch,
} from '@callboard/plugin-callboard-react';
import SearchOutlinedIcon from '@mui/icons-material/SearchOutlined';

function Item() {
  const { name, open } = useOpenSearch();
  return <SidebarItem icon={SearchOutlinedIcon} text={name} onClick={open} />;
}

export function SearchItem() {
  return (
    <CallboardProvider>
      <Item />
    </CallboardProvider>
  );
}

import { SidebarSearchModal } from '@backstage/plugin-search';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // As high as an entry, so that the entries below do not move once it has loaded.
  place: { minHeight: 48 },
});

/** The entry that opens the portal's search. */
export const SidebarSearch = () => (
  <div className={useStyles().place}>
    <SidebarSearchModal />
  </div>
);

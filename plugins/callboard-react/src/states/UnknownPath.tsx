import { Link } from '@backstage/core-components';
import {
  useBreadcrumbEntries,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import ExploreOffOutlinedIcon from '@mui/icons-material/ExploreOffOutlined';
import Box from '@mui/material/Box';
import { useLocation, Route, Routes } from 'react-router-dom';
import { useEffect, useState, type ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { StateLayout } from './EmptyState';

/** The delay of the error: tabs that the portal renders later would push a visible error down. */
const TABS_DELAY_MS = 50;

/** Reports an unknown address and links to the page or tab that the address belongs to. @public */
export function UnknownPath(props: {
  /** The name of the page, if no breadcrumb shows it. */
  page?: string;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { items } = useBreadcrumbEntries();
  const { pathname } = useLocation();
  const [isVisible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), TABS_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  const page = props.page ?? items.at(-1)?.label;
  return (
    <Box sx={{ visibility: isVisible ? 'visible' : 'hidden' }}>
      <StateLayout
        role="status"
        icon={<ExploreOffOutlinedIcon />}
        title={t('unknown.title')}
        action={
          <Link to=".">
            {page ? t('unknown.backTo', { page }) : t('unknown.back')}
          </Link>
        }
      >
        {t('unknown.hint')}
        <Box component="p" sx={{ mt: 1, mb: 0 }}>
          <code>{pathname}</code>
        </Box>
      </StateLayout>
    </Box>
  );
}

/** Renders a page at its own address, and an error at every address below it. @public */
export function ExactPath(props: {
  /** The name of the page, if no breadcrumb shows it. */
  page?: string;
  children: ReactNode;
}) {
  return (
    <Routes>
      <Route index element={props.children} />
      <Route path="*" element={<UnknownPath page={props.page} />} />
    </Routes>
  );
}

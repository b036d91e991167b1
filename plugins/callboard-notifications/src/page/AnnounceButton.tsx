import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { canAdminister, WhereOpen } from '@callboard/plugin-callboard-react';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { announcementsExternalRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';

/** A link to the announcements for admins; renders nothing in portals without that page. */
export function AnnounceButton() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const href = useRouteRef(announcementsExternalRouteRef);
  return href ? (
    <WhereOpen to={canAdminister}>
      <Button component={Link} to={href()} startIcon={<CampaignOutlinedIcon />}>
        {t('page.announce')}
      </Button>
    </WhereOpen>
  ) : null;
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffStatus } from '@callboard/plugin-callboard-common';
import { IconText } from '@callboard/plugin-callboard-react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { statusStyles } from './statusStyles';

/** An employment status as icon, colour and word. */
export function StatusLabel(props: { status: StaffStatus }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { icon: Icon, colour } = statusStyles[props.status];
  return (
    <IconText
      icon={<Icon aria-hidden color={colour} sx={{ fontSize: 18 }} />}
      text={t(`status.${props.status}`)}
    />
  );
}

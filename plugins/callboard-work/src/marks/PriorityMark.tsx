import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Priority } from '@callboard/plugin-callboard-common';
import { MarkedWord, PriorityIcon } from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';

/** A priority: its icon and its label. */
export function PriorityMark(props: { priority: Priority }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <MarkedWord
      mark={<PriorityIcon priority={props.priority} />}
      word={t(`priority.${props.priority}`)}
    />
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useSourceLabels } from './useSourceLabels';

/** The sources of a membership; with their roles, if several exist. */
export function SourceChips(props: { slug: string; member: Member }) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const sources = useSourceLabels(props.slug, props.member);
  return (
    <Stack direction="row" useFlexGap flexWrap="wrap" gap={0.5} py={0.5}>
      {sources.map(({ words, source }) => (
        <Chip
          key={words}
          size="small"
          variant="outlined"
          // The portal's theme adds a margin for lists of chips.
          sx={{ m: 0, maxWidth: '100%' }}
          label={
            sources.length > 1
              ? t('source.withRole', {
                  source: words,
                  role: t(`role.${source.role}`),
                })
              : words
          }
        />
      ))}
    </Stack>
  );
}

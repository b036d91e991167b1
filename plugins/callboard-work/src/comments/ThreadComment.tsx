import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import {
  formatInstant,
  PersonChip,
  RelativeTime,
  useCopyLink,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useEffect, useRef, useState } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useWorkProject } from '../data/useWorkProject';
import { SourceBadge } from '../badges/SourceBadge';
import { CommentBody } from './CommentBody';
import { CommentMenu } from './CommentMenu';
import { DeleteCommentDialog } from './DeleteCommentDialog';
import { EditComment } from './EditComment';
import type { CommentRights } from './useMayComment';

/** Returns the address of the page with a comment to open. */
function getCommentUrl(id: string): string {
  const address = new URL(window.location.href);
  address.searchParams.set('comment', id);
  return address.href;
}

/** A comment and its actions. */
export function ThreadComment(props: {
  item: WorkItem;
  comment: WorkItemComment;
  rights: CommentRights;
  /** Whether the address names the comment. */
  isLinked: boolean;
  onQuote: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { item, comment, rights, isLinked } = props;
  const { author_ref, author_name: name } = comment;
  const { workspace } = useWorkProject();
  const [mode, setMode] = useState<'read' | 'edit' | 'delete'>('read');
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const copyLink = useCopyLink();
  useEffect(() => {
    if (isLinked) {
      box.current?.scrollIntoView?.({ block: 'center' });
      box.current?.focus({ preventScroll: true });
    }
  }, [isLinked]);
  const read = () => {
    setMode('read');
    setTimeout(() => button.current?.focus());
  };
  return (
    <Box
      ref={box}
      component="article"
      tabIndex={-1}
      aria-label={t('by', { name })}
      aria-current={isLinked || undefined}
      sx={{
        position: 'relative',
        border: 1,
        borderColor: isLinked ? 'primary.main' : 'divider',
        borderRadius: 1,
        bgcolor: isLinked ? 'action.selected' : undefined,
        px: 1.5,
        py: 1,
        outline: 'none',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1,
          // Space for the menu, which stays in its corner.
          pr: 4,
          typography: 'body2',
          color: 'text.secondary',
        }}
      >
        {author_ref ? (
          <PersonChip
            userRef={author_ref}
            name={name}
            workspace={workspace.slug}
          />
        ) : (
          <Box component="span" sx={{ fontWeight: 600 }}>
            {name}
          </Box>
        )}
        <RelativeTime instant={comment.created_at} />
        {comment.edited_at && (
          <span
            title={t('editedAt', {
              instant: formatInstant(comment.edited_at, 'short'),
            })}
          >
            {t('edited')}
          </span>
        )}
        <SourceBadge item={comment} />
        <Box sx={{ position: 'absolute', top: 4, right: 4 }}>
          <CommentMenu
            name={name}
            button={button}
            actions={{
              quote: rights.whyNot ? undefined : props.onQuote,
              copyLink: () => copyLink(getCommentUrl(comment.id)),
              edit: rights.mayEdit(comment) ? () => setMode('edit') : undefined,
              delete: rights.mayDelete(comment)
                ? () => setMode('delete')
                : undefined,
            }}
          />
        </Box>
      </Box>
      {mode === 'edit' ? (
        <EditComment item={item} comment={comment} onClose={read} />
      ) : (
        <CommentBody text={comment.body} mentions={comment.mentions} />
      )}
      {mode === 'delete' && (
        <DeleteCommentDialog
          item={item}
          comment={comment}
          onDeleted={props.onDeleted}
          onClose={read}
        />
      )}
    </Box>
  );
}

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import type { RefObject } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { CommentEditor } from './CommentEditor';
import { useCommentActions } from './useCommentActions';

/** The editor of a new comment. */
export function NewComment(props: {
  item: WorkItem;
  text: string;
  onChange: (text: string) => void;
  field: RefObject<HTMLTextAreaElement>;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { text, field } = props;
  const { adding } = useCommentActions(props.item);
  const submit = async () => {
    try {
      // `mutate` would drop its callbacks if the drawer closed meanwhile, and the sent
      // comment would come back as a draft.
      await adding.mutateAsync(text);
    } catch {
      return;
    }
    props.onChange('');
    field.current?.focus();
  };
  return (
    <CommentEditor
      label={t('newLabel')}
      submitLabel={t('send')}
      failedText={t('notSent')}
      text={text}
      onChange={props.onChange}
      field={field}
      isBusy={adding.isPending}
      error={adding.error}
      onSubmit={submit}
    />
  );
}

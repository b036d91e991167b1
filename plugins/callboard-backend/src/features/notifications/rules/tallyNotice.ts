import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { NoticeVisibility } from '../noticeVisibility';
import { NoticeAudience, NoticeToTell } from '../telling/NoticeToTell';
import { checkedWords } from './checkedWords';
import { Tally } from './Tally';

/**
 * What a rule has to tell, as one notice: of one change in the words for it, of
 * several in those that sum them up.
 *
 * @throws Error where the rule has words for it that cannot be told
 */
export function tallyNotice(tally: Tally, to: NoticeAudience): NoticeToTell {
  const isOne = tally.count === 1 || !tally.made.rule.together;
  return isOne ? noticeOfOne(tally, to) : noticeOfMany(tally, to);
}

function noticeOfOne(
  { made: { rule, notice, change, except } }: Tally,
  to: NoticeAudience,
): NoticeToTell {
  return {
    ...common(change),
    ...checkedWords(notice),
    ...(notice.visibility === 'recipients'
      ? { visibility: 'recipients', project_id: null }
      : { visibility: change.visibility, project_id: change.project_id }),
    type: notice.type,
    severity: notice.severity ?? 'normal',
    actor_ref: notice.tells_actor ? null : change.actor.user_ref,
    rule: rule.name,
    dedupe_key: notice.dedupe_key ?? null,
    about: notice.about ?? null,
    is_mention: notice.is_mention ?? false,
    to,
    except: to.followers ? except : [],
  };
}

function noticeOfMany(tally: Tally, to: NoticeAudience): NoticeToTell {
  const { rule, notice, change, place } = tally.made;
  const { within, tell } = rule.together!;
  const isOfProject = within === 'project';
  const words = tell(tally, {
    ...place,
    project: isOfProject ? place.project : null,
  });
  return {
    ...common(change),
    ...checkedWords(words),
    project_id: isOfProject ? change.project_id : null,
    visibility: visibilityOfMany(tally, isOfProject),
    type: words.type,
    severity: words.severity ?? 'normal',
    actor_ref: notice.tells_actor ? null : change.actor.user_ref,
    rule: rule.name,
    dedupe_key: words.dedupe_key ?? null,
    about: null,
    is_mention: notice.is_mention ?? false,
    to,
    except: [],
  };
}

function common(change: ChangeEvent) {
  const { workspace_id, created_at } = change;
  return { workspace_id, at: Date.parse(created_at) };
}

/** Words for a whole workspace name no project, so that nothing is secret. */
function visibilityOfMany(
  { isForRecipients, made: { change } }: Tally,
  isOfProject: boolean,
): NoticeVisibility {
  if (isForRecipients) {
    return 'recipients';
  }
  return isOfProject ? change.visibility : 'workspace';
}

import { userRef } from '@callboard/plugin-callboard-common';

/** The actor as the log names them. */
export interface AuditActor {
  user_ref: string;
  display_name: string;
}

const UNKNOWN: AuditActor = {
  user_ref: 'system:portal/unknown',
  display_name: 'Unknown',
};

/** The subject of a service: `plugin:catalog`, `external:ci`. */
const service = /^([a-z][a-z0-9-]{0,62}):([^\s:/]{1,128})$/i;

/**
 * Maps an auditor's actor: a person to their User; a plugin or a program to
 * `system:plugin/catalog`, which is not a reference in the catalog.
 */
export function toAuditActor(actorId: string | undefined): AuditActor {
  const ref = actorId?.slice(0, 512).toLowerCase() ?? '';
  if (userRef.safeParse(ref).success) {
    return { user_ref: ref, display_name: ref.slice(ref.indexOf('/') + 1) };
  }
  const [, kind, name] = service.exec(ref) ?? [];
  if (!kind || kind === 'user') {
    return UNKNOWN;
  }
  const clean = name.replace(/[^a-z0-9_.-]/g, '_');
  return {
    user_ref: `system:${kind}/${clean}`,
    display_name: `${kind}:${clean}`,
  };
}

import {
  ExportedDashboard,
  NamedReference,
  NamedReferenceType,
  UnresolvedReference,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { normaliseForSearch } from '../../../database/normaliseForSearch';
import { FoundReference, mapReferences, listReferences } from './mapReferences';
import { VisibleResources } from './VisibleResources';

/** The id that a reference resolves to, or the reason why it does not. */
type Meaning = { id: string } | { reason: UnresolvedReference['reason'] };

/** Resolves the references of an exported dashboard in the importing workspace. */
export class ReferenceResolver {
  constructor(private readonly resources: VisibleResources) {}

  /**
   * Replaces the ids in filters by those of resources that the caller may see: by id, else by name.
   * Unresolved ids stay, or the chart would count other rows than intended.
   */
  async resolve(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{ found: ExportedDashboard; unresolved: UnresolvedReference[] }> {
    const byType = groupBy(listReferences(file), 'type');
    const names = new Map(
      file.references.map(named => [getReferenceKey(named), named]),
    );
    const meanings = new Map<string, Meaning>();
    for (const [type, references] of Object.entries(byType)) {
      const ids = uniq(references.map(({ id }) => id));
      const ofType = await this.resolveMeanings(
        context,
        type as NamedReferenceType,
        ids.map(id => [id, names.get(`${type} ${id}`)]),
      );
      ofType.forEach((meaning, id) => meanings.set(`${type} ${id}`, meaning));
    }
    const unresolved: UnresolvedReference[] = [];
    const found = mapReferences(file, reference => {
      const meaning = meanings.get(getReferenceKey(reference))!;
      if ('id' in meaning) {
        return meaning.id;
      }
      const { path, id } = reference;
      const name = names.get(getReferenceKey(reference))?.name ?? null;
      unresolved.push({ path, id, name, reason: meaning.reason });
      return id;
    });
    return { found, unresolved };
  }

  /** Resolves the ids of a type: two queries for any number. */
  private async resolveMeanings(
    context: RequestContext,
    type: NamedReferenceType,
    requested: ReadonlyArray<[id: string, named: NamedReference | undefined]>,
  ): Promise<Map<string, Meaning>> {
    const ids = requested.map(([id]) => id);
    const here = await this.resources.findByIds(context, type, ids);
    const isHere = new Set(here.map(({ id }) => id));
    const named = requested.flatMap(([id, name]) =>
      name && !isHere.has(id) ? [name.name] : [],
    );
    const candidates =
      named.length > 0
        ? await this.resources.findByNames(context, type, uniq(named))
        : [];
    const byName = new Map<string, NamedReference[]>();
    for (const candidate of candidates) {
      const key = normaliseForSearch(candidate.name);
      byName.set(key, [...(byName.get(key) ?? []), candidate]);
    }
    return new Map(
      requested.map(([id, name]) => [
        id,
        isHere.has(id)
          ? { id }
          : resolveMeaning(
              name,
              name ? byName.get(normaliseForSearch(name.name)) : undefined,
            ),
      ]),
    );
  }
}

/** Among several with the same name, prefers the one in a project of the same name. */
function resolveMeaning(
  named: NamedReference | undefined,
  candidates: readonly NamedReference[] = [],
): Meaning {
  const inProject = candidates.filter(
    ({ project }) => project === named?.project,
  );
  const [first, ...others] = inProject.length > 0 ? inProject : candidates;
  if (!first) {
    return { reason: 'unknown' };
  }
  return others.length > 0 ? { reason: 'ambiguous' } : { id: first.id };
}

function getReferenceKey({
  type,
  id,
}: Pick<FoundReference, 'type' | 'id'>): string {
  return `${type} ${id}`;
}

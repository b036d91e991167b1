import { z } from 'zod';
import { changeActions, entityTypes } from './vocabulary';

/** The entity type of a recorded change. @public */
export const entityType = z.enum(entityTypes).meta({ id: 'EntityType' });

/** The action of a recorded change. @public */
export const changeAction = z.enum(changeActions).meta({ id: 'ChangeAction' });

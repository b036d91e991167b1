import { z } from 'zod';
import { changeActions, entityTypes } from './vocabulary';

/** What a recorded change is about. @public */
export const entityType = z.enum(entityTypes).meta({ id: 'EntityType' });

/** What a recorded change is called. @public */
export const changeAction = z.enum(changeActions).meta({ id: 'ChangeAction' });

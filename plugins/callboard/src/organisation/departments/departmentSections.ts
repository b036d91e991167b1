import {
  ApiBlueprint,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import {
  sortPageSections,
  departmentSectionDataRef,
  departmentSectionsApiRef,
} from '@callboard/plugin-callboard-react';

/** Collects the sections that other plugins add to department pages. */
export const departmentSections = ApiBlueprint.makeWithOverrides({
  name: 'department-sections',
  inputs: { sections: createExtensionInput([departmentSectionDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory(defineParams =>
      defineParams({
        api: departmentSectionsApiRef,
        deps: {},
        factory: () =>
          sortPageSections(
            inputs.sections.map(section =>
              section.get(departmentSectionDataRef),
            ),
          ),
      }),
    ),
});

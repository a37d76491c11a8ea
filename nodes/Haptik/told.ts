import { isEmpty, omitBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/** Of what Haptik leaves empty nothing is told; `false` and 0 are something. */
export const withoutEmpty = (values: Record<string, unknown>): IDataObject =>
	omitBy(
		values,
		(value) =>
			value === undefined || value === null || value === '' || (typeof value === 'object' && isEmpty(value)),
	) as IDataObject;

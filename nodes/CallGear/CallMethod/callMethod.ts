import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { Fields } from '../../engine/fields';
import { inShape } from '../answers';
import { operate } from '../operation';
import { onlyReads, readMethod, readParams } from './body';
import { defaults } from './properties';

const readResult = inShape(z.record(z.unknown()));

const rowsShape = z.array(z.record(z.unknown()));

/**
 * Calls any method. https://callgear.github.io/data_api/
 *
 * @returns an item for each row of a list, or one for the whole result
 * @throws Failure when a field cannot be used, CallGear refused, or nobody can tell
 */
export async function callMethod(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData[]> {
	const method = readMethod(fields);
	const params = readParams(fields);
	const split = fields.flag('splitRows') ?? true;
	const effect = onlyReads(method) ? 'reads' : 'writes';
	const result = await operate(context, fields, { defaults, method, params, effect, read: readResult });
	const rows = split ? rowsShape.safeParse(result.data).data : undefined;
	return (rows ?? [result]).map((json) => ({ json: json as IDataObject }));
}

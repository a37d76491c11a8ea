import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { itemsFrom } from '../../engine/many';
import { readRequestOptions } from '../../engine/options';
import { openInstallation } from '../api';
import { type ArchiveRow, archiveRowsByNumber } from '../archive';
import { IN_UTC, readAuthentication, readHeaders } from '../fields';
import { COLUMNS, simplified } from '../sessionRow';
import { readConditions } from './conditions';
import { defaults } from './properties';

/** How many SuperOffice gives at once is not documented; where it gives fewer, reading goes on after them. */
const PAGE_SIZE = 100;

/** Names come in English unless the user chooses a language; without any they come in all of them at once. */
function headersOf(options: Fields): Record<string, string> {
	const headers = readHeaders(options);
	const chosen = 'SO-Language' in headers || 'Accept-Language' in headers;
	return { ...IN_UTC, ...(chosen ? {} : { 'SO-Language': 'en' }), ...headers };
}

/**
 * Gets chat sessions, in the order of their numbers.
 * https://docs.superoffice.com/en/api/archive-providers/reference/chatsession
 *
 * @throws Failure when a field breaks a rule (then nothing was asked), or SuperOffice refused it
 */
export async function getChatSessions(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData[]> {
	const settings = readRequestOptions(fields, defaults);
	const options = fields.collection('options');
	const query = {
		path: '/ChatSession',
		columns: COLUMNS,
		conditions: readConditions(fields.collection('filters'), context.getTimezone()),
		headers: headersOf(options),
		column: 'chatSessionId',
		order: options.optionalChoice('order') === 'asc' ? 'asc' : 'desc',
		pageSize: PAGE_SIZE,
	} as const;
	const simplify = fields.flag('simplify') ?? true;
	const installation = await openInstallation(context, readAuthentication(fields), settings);
	const sessions = archiveRowsByNumber(installation, query);
	return await itemsFrom(context, fields, sessions, (row: ArchiveRow) => (simplify ? simplified(row) : row));
}

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { chatsReport } from '../chatsReport';
import { allOf, equal, furtherFilter, oneOf } from '../conditions';
import { readPeriod } from '../period';
import { openReceiver } from '../receiver';
import { newestFirst, reportItems } from '../reports';
import { ids, phone, pickedId } from '../values';
import { defaults } from './properties';

/** @throws Failure when a filter cannot be read */
function readFilter(filters: Fields): IDataObject | undefined {
	const number = phone(filters, 'phone');
	return allOf([
		...oneOf('id', ids(filters, 'chatIds')),
		...oneOf('status', filters.choices('statuses')),
		...oneOf('initiator', filters.choices('initiators')),
		...oneOf('chat_channel_type', filters.choices('channelTypes')),
		...oneOf('ext_id', filters.ids('extIds')),
		...equal('site_id', pickedId(filters, 'siteId')),
		...equal('campaign_id', pickedId(filters, 'campaignId')),
		...equal('employee_id', pickedId(filters, 'employeeId')),
		...equal('visitor_phone_number', number === undefined ? undefined : Number(number)),
		...furtherFilter(filters),
	]);
}

/**
 * Gets the chats of a period. https://callgear.github.io/data_api/report/get_chats_report/
 *
 * @throws Failure when a field cannot be used (then nothing was asked), or CallGear does not give them all
 */
export async function getChats(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData[]> {
	const request = readRequestOptions(fields, defaults);
	const period = readPeriod(fields, context.getTimezone());
	const query = {
		filter: readFilter(fields.collection('filters')),
		newestFirst: newestFirst(fields.collection('options'), 'desc'),
	};
	const receiver = await openReceiver(context, fields, request);
	return await reportItems(context, receiver, chatsReport, query, period);
}

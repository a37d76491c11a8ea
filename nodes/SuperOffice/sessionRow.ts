import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { pickBy } from 'lodash';

import { formatInZone } from '../engine/time';
import type { ArchiveRow } from './archive';
import { plainText } from './plainText';
import { statusNamed } from './statuses';

/** All that the archive knows of a session itself, and who and what it is about. https://docs.superoffice.com/en/api/archive-providers/reference/chatsession */
export const COLUMNS = [
	'chatSessionId',
	'status',
	'firstMessage',
	'lastMessage',
	'whenRequested',
	'whenStarted',
	'whenEnded',
	'duration',
	'timeInQueue',
	'queueLength',
	'rating',
	'agent',
	'associateId',
	'personId',
	'contactId',
	'chatTopic/chatTopicId',
	'chatTopic/name',
	'person/fullName',
	'person/email/emailAddress',
];

/**
 * The condition for sessions that were asked for before or after a time. Times of a filter have no zone; the request has to say that they are in UTC.
 * https://docs.superoffice.com/en/api/search/odata/datetime
 */
export function whenRequested(operator: 'afterTime' | 'beforeTime', instant: DateTime): string {
	return `whenRequested ${operator} '${formatInZone(instant, 'utc', "yyyy-MM-dd'T'HH:mm:ss")}'`;
}

/** The condition for sessions of a topic. */
export const ofTopic = (topicId: number) => `chatTopic/chatTopicId eq ${topicId}`;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** SuperOffice's way to say that there is no date. */
const date = (value: unknown) => (text(value).startsWith('0001-') ? undefined : value);

/** Numbers that stand for something else begin with 1. */
const id = (value: unknown) => (Number(value) > 0 ? Number(value) : undefined);

/** What a flow goes on with, named as in the session itself; what is empty stays out. */
export function simplified(row: ArchiveRow): IDataObject {
	const session = {
		ChatSessionId: Number(row.PrimaryKey),
		Status: statusNamed(text(row.status)),
		FirstMessage: plainText(text(row.firstMessage)),
		LastMessage: plainText(text(row.lastMessage)),
		WhenRequested: date(row.whenRequested),
		WhenStarted: date(row.whenStarted),
		WhenEnded: date(row.whenEnded),
		Duration: row.duration,
		TimeInQueue: row.timeInQueue,
		QueueLength: row.queueLength,
		Rating: row.rating,
		Agent: row.agent,
		AssociateId: id(row.associateId),
		TopicId: id(row['chatTopic/chatTopicId']),
		TopicName: row['chatTopic/name'],
		PersonId: id(row.personId),
		PersonName: row['person/fullName'],
		PersonEmail: row['person/email/emailAddress'],
		ContactId: id(row.contactId),
	};
	return pickBy(session, (value) => value !== undefined && value !== null && value !== '') as IDataObject;
}

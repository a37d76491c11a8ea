/**
 * What SuperOffice's OpenAPI files for ChatSession, ChatTopic, Webhook, TimeZone, User and MDOList say of the objects that they send and take:
 * https://github.com/SuperOfficeDocs/docs/tree/main/api-sources/openapi/rest
 */

/** An object's fields, by what they hold; names are separated by spaces. */
export interface Carrier {
	int32?: string;
	number?: string;
	text?: string;
	bool?: string;
	date?: string;
	/** One of some words. */
	oneOf?: Record<string, string>;
	/** Another carrier. */
	one?: Record<string, string>;
	/** A list of `text`, `int32` or another carrier. */
	list?: Record<string, string>;
	/** Any names with `text`, `any` or another carrier each. */
	map?: Record<string, string>;
}

const ASSOCIATE_TYPE =
	'Unknown InternalAssociate ResourceAssociate ExternalAssociate AnonymousAssociate SystemAssociate';
const CUSTOMER_FIELDS = 'None Email Name Company Phone Country';

/** What nearly every carrier has as well. */
const RIGHTS: Carrier = { one: { TableRight: 'Right' }, map: { FieldProperties: 'FieldProperty' } };

const withRights = ({ one, map, ...fields }: Carrier): Carrier => ({
	...fields,
	one: { ...RIGHTS.one, ...one },
	map: { ...RIGHTS.map, ...map },
});

const listEntry = withRights({ int32: 'Id', text: 'Value Tooltip' });

const CHAT: Record<string, Carrier> = {
	ChatMessage: {
		int32: 'ChatMessageId ChatSessionId ReadByCustomer',
		text: 'Message Author SpecialParam',
		date: 'WhenPosted',
		oneOf: {
			Type: 'Invalid ToCustomer ToUser Special',
			SpecialType:
				'None Welcome Url Block NewSession TransferedSession Error SessionDeleted FaqSuccessQuestion ClosedByUser ClosedByCustomer ClosedByIdle TransferRejected ReopenedByCustomer ClickedOption BotMessage Options IllegalFileType',
		},
	},
	ChatSessionEntity: withRights({
		int32: 'ChatSessionId TopicId InitialQueuePos AlertLevel Rank Rating',
		text: 'CustomerAlias CustomerHost CustomerName CustomerEmail CustomerPhone CustomerCompanyName FirstMessage LastMessage SessionKey',
		bool: 'CustomerConsented ChatbotIsActive',
		date: 'WhenRequested WhenStarted WhenEnded WhenIdle WhenFetched',
		oneOf: {
			Status:
				'Invalid PreChatForm Faq OfflineForm InQueue CustomerLast UserLast Finished Deleted Closed RequestPosted ClosedFromQueue',
			Flags: 'CustomerIsTyping UserIsTyping',
		},
		one: {
			User: 'Associate',
			TransferTo: 'Associate',
			Person: 'Person',
			Contact: 'Contact',
			Project: 'Project',
			Sale: 'Sale',
			Ticket: 'Ticket',
		},
	}),
	ChatTopicEntity: withRights({
		int32:
			'ChatTopicId SecondsPrAccept WarnNewChatMinutes WarnManagerNewChatMinutes WarnChatMessageMinutes WarnManagerChatMessageMinutes OfflineFormTimeLimit OfflineFormQueueLength',
		text: 'Name Description WelcomeMessage AlertRecipient BadgeHeader CustomQueueText WidgetRatingText',
		bool: 'CollectConsent OfflineCollectConsent CustomQueueTextEnabled TicketEnabled OpeningHoursEnabled BotEnabled UseQueueOfflineForm WidgetEnableRating',
		date: 'LastAccept',
		one: {
			Language: 'CustomerLanguage',
			AlertTemplate: 'ReplyTemplate',
			TicketCategory: 'TicketCategory',
			TicketPriority: 'TicketPriority',
			OpeningHours: 'ChatOpeningHours',
			Widget: 'ChatWidgetSettings',
			BotSettings: 'ChatBotSettings',
		},
	}),
	ChatTopicAgent: {
		int32: 'TopicId',
		bool: 'CanListen CanRespond CanManage CanNotify',
		one: { User: 'Associate' },
	},
	// Of the agent Chat: https://github.com/SuperOfficeDocs/docs/tree/main/api-sources/openapi/agent
	ChatPresence: withRights({
		int32: 'UserId OngoingChats',
		text: 'DisplayName',
		bool: 'Present',
		list: { ChatTopics: 'int32' },
	}),
	ChatOpeningHours: {
		bool: 'MonEnabled TueEnabled WedEnabled ThuEnabled FriEnabled SatEnabled SunEnabled UseLunchHours',
		text: 'MonStart MonStop TueStart TueStop WedStart WedStop ThuStart ThuStop FriStart FriStop SatStart SatStop SunStart SunStop LunchStart LunchStop',
		one: { TzLocation: 'TimeZoneData' },
	},
	ChatWidgetSettings: {
		int32: 'LogoBlobId',
		bool: 'AutoFaqEnabled PreFormEnabled PostFormEnabled PostTranscriptEnabled LogoEnabled ShowAgentPhoto UseAgentFirstname',
		text: 'PreFormMessage PostFormHeader PostFormMessage LanguageIsoCode Color BadgeColor BadgeTextColor CustMsgColor CustMsgTextColor AgentMsgColor AgentMsgTextColor ButtonColor ButtonTextColor Font FontSize LogoName WelcomeTitle WelcomeMessage OfflineHeader OfflineMessage',
		oneOf: {
			Size: 'Normal Large',
			Theme: 'Classic Modern',
			RequiredFields: CUSTOMER_FIELDS,
			OfflineFields: CUSTOMER_FIELDS,
		},
		one: { AutoFaqCategory: 'KbCategory' },
	},
	ChatBotSettings: {
		int32:
			'BotRegisterScriptId BotSessionCreatedScriptId BotSessionChangedScriptId BotMessageReceivedScriptId',
		text: 'BotName',
	},
	CustomerLanguage: listEntry,
	TicketCategory: listEntry,
	TicketPriority: listEntry,
	ReplyTemplate: { int32: 'ReplyTemplateId FolderId', text: 'Name Description' },
	KbCategory: { int32: 'KbCategoryId ParentId SortOrder', text: 'Name Description Fullname' },
};

/** Whom and what a chat is about. */
const RECORDS: Record<string, Carrier> = {
	Associate: withRights({
		int32: 'AssociateId PersonId Rank GroupIdx EjUserId',
		text: 'Name Tooltip FullName FormalName UserName',
		bool: 'Deleted',
		oneOf: { Type: ASSOCIATE_TYPE },
		map: { ExtraFields: 'text', CustomFields: 'text' },
	}),
	Person: withRights({
		int32:
			'PersonId CountryId ContactId Retired Rank ActiveInterests ContactCountryId AssociateId ActiveErpLinks TicketPriorityId SupportLanguageId SupportAssociateId',
		text: 'Position Mrmrs Firstname Lastname MiddleName Title Description Email FullName DirectPhone FormalName ContactName ContactDepartment ContactOrgNr FaxPhone MobilePhone ContactPhone AssociateName ContactFax Kanafname Kanalname Post1 Post2 Post3 EmailName ContactFullName CategoryName PersonNumber',
		bool: 'UsePersonAddress',
	}),
	Contact: withRights({
		int32: 'ContactId AssociateId CountryId ActiveErpLinks',
		text: 'Name OrgNr Department URL City DirectPhone EmailAddress Kananame EmailAddressName URLName AssociateFullName BusinessName CategoryName CountryName FormattedAddress FullName Number1 Number2',
		bool: 'IsOwnerContact',
		one: { Address: 'Address' },
	}),
	Address: withRights({
		number: 'Wgs84Latitude Wgs84Longitude',
		text: 'Formatted',
		list: { LocalizedAddress: 'any' },
		one: { Street: 'StructuredAddress', Postal: 'StructuredAddress' },
	}),
	StructuredAddress: {
		text: 'Address1 Address2 Address3 City County State Zipcode Formatted',
		oneOf: {
			AtypeIdx:
				'Unknown ContactPostalAddress ContactStreetAddress PersonPrivateAddress QuoteBillingAddress QuoteShippingAddress',
		},
	},
	Project: withRights({
		int32: 'ProjectId AssociateId TypeId StatusId TextId ActiveErpLinks EventId',
		text: 'Name Description URL Type AssociateFullName Status URLName ProjectNumber',
		bool: 'IsPublished',
		date: 'Updated PublishTo PublishFrom StartDate',
	}),
	Sale: withRights({
		int32: 'SaleId Probability ProjectId ContactId AssociateId PersonId SaleTypeId ActiveErpLinks',
		number: 'Amount WeightedAmount EarningPercent Earning',
		text: 'ContactName Title Currency ProjectName AssociateFullName Description SaleTypeName PersonFullName Number',
		date: 'SaleDate NextDueDate',
		oneOf: {
			Status: 'Unknown Open Sold Lost Stalled SaintAll',
			Completed: 'Unknown NotStarted Started Completed',
		},
	}),
	Ticket: withRights({
		int32:
			'TicketId CreatedBy OwnedBy Category Priority TicketStatus CustId AlertLevel ConnectId TimeToReply RealTimeToReply TimeToClose RealTimeToClose TimeSpentInternally TimeSpentExternally TimeSpentQueue RealTimeSpentInternally RealTimeSpentExternally RealTimeSpentQueue TimeSpent NumReplies NumMessages ContactId OwnedByAssociateId Sentiment SentimentConfidence SaleId ProjectId FormSubmissionId TicketTypeId',
		text: 'Title CreatedByName Author OwnedByName CategoryName CategoryFullname PriorityName TicketStatusDisplayValue PersonFirstname PersonMiddleName PersonLastname PersonFullname FromAddress ContactName Language SaleHeading ProjectName TicketTypeName',
		bool: 'HasAttachment',
		date: 'CreatedAt LastChanged ReadByOwner ReadByCustomer FirstReadByUser Activate ClosedAt RepliedAt AlertTimeout Deadline',
		oneOf: {
			Slevel: 'Unknown Internal External',
			BaseStatus:
				'Unknown Active Closed Postponed Deleted Merged Spam PostponedSpecific Postponed1Hour Postponed2Hours Postponed3Hours Postponed4Hours PostponedDay PostponedWeek PostponedMonth',
			Origin:
				'Unknown Email SMS Fax Phone Facebook Twitter Internal CustomerCentre EMarketing AutoGenerated Chat Form API Flow',
			ReadStatus: 'Unknown Green Yellow Red',
		},
	}),
};

/** Who signs in, what is listed, and how fields are protected. */
const SYSTEM: Record<string, Carrier> = {
	Right: { text: 'Mask Reason' },
	FieldProperty: { int32: 'FieldLength', text: 'FieldType', one: { FieldRight: 'Right' } },
	MDOListItem: withRights({
		int32: 'Id Rank ColorBlock',
		text: 'Name ToolTip Type IconHint ExtraInfo StyleHint FullName',
		bool: 'Deleted',
		list: { ChildItems: 'MDOListItem' },
	}),
	SoPrincipalCarrier: {
		int32:
			'AssociateId PersonId CountryId HomeCountryId ContactId GroupId BusinessId CategoryId ContactOwner RoleId EjUserId EjAccessLevel',
		text: 'Associate RoleName RoleDescription FullName EMailAddress DatabaseContextIdentifier UserName',
		bool: 'IsPerson',
		oneOf: {
			UserType: ASSOCIATE_TYPE,
			RoleType: 'Employee ExternalUser Anonymous System',
			EjUserStatus:
				'StatusNone StatusNormal StatusNotAvailable StatusDeleted StatusReadOnly StatusSpm StatusSystem',
		},
		list: {
			Licenses: 'any',
			FunctionRights: 'text',
			ProvidedCredentials: 'any',
			SecondaryGroups: 'int32',
		},
	},
	TimeZoneData: {
		int32: 'TZLocationID IsoNumber',
		text: 'Name TZLocationCode TZLocationCities',
		map: { TimeZoneSTDRules: 'TimeZoneRule', TimeZoneDSTRules: 'TimeZoneRule' },
	},
	TimeZoneRule: {
		int32: 'StartDay StartMonth EndDay EndMonth TZOffset',
		text: 'StartRulePattern EndRulePattern',
	},
	Webhook: {
		int32: 'WebhookId TotalCalls TotalErrors ConsecutiveErrors',
		text: 'Name TargetUrl Secret Type ErrorsEmail Description LastError',
		date: 'Registered Updated',
		oneOf: {
			State: 'Unknown Active Stopped TooManyErrors',
			NotifyVia: 'None Email InApp',
			NotifyWhen: 'None FirstFailure Disabling',
		},
		one: { RegisteredAssociate: 'Associate', UpdatedAssociate: 'Associate' },
		list: { Events: 'text', ErrorEmails: 'text', ErrorAssociates: 'MDOListItem' },
		map: { Headers: 'text', Properties: 'any' },
	},
	WebhookResult: withRights({ bool: 'Success', text: 'Message' }),
};

/** Of the pages on a tenant's state and on a system user's ticket, which no OpenAPI file holds: check-status, get-system-user-ticket. */
const LOGIN: Record<string, Carrier> = {
	TenantState: {
		text: 'ContextIdentifier Endpoint Api Version',
		bool: 'IsRunning',
		date: 'ValidUntil',
		oneOf: {
			State:
				'Unknown Provisioning Running Deleted Suspended OnlineMaintenance OfflineMaintenance ProvisioningFailed Deleting DeleteFailed MigrationPending',
		},
	},
	PartnerSystemUser: {
		text: 'SignedSystemToken ApplicationToken ContextIdentifier',
		oneOf: { ReturnTokenType: 'JWT SAML' },
	},
	PartnerSystemUserResult: { bool: 'IsSuccessful', text: 'Token ErrorMessage' },
};

/** The shapes of a refusal, of which each has some of these; of the guides to the REST API and to the agents. */
const REFUSAL: Record<string, Carrier> = {
	Refusal: { bool: 'Error', text: 'ErrorType ErrorMessage ErrorSource Message MessageDetail' },
};

export const carriers: Record<string, Carrier> = { ...CHAT, ...RECORDS, ...SYSTEM, ...LOGIN, ...REFUSAL };

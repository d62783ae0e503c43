// What Quarterdeck needs in Azure: one web app, one identity, one bot, one storage account, one log.
// There is no secret anywhere: the identity is the bot's, and the storage account takes no keys.
targetScope = 'resourceGroup'

@description('Names everything: 3 to 15 small letters and digits, e.g. "quarterdeck".')
@minLength(3)
@maxLength(15)
param name string

param location string = resourceGroup().location

@description('Size of the App Service plan. Always on needs B1 or larger.')
param planSku string = 'B1'

@description('The Node line of App Service, as "az webapp list-runtimes --os linux" offers it: a current LTS.')
param nodeVersion string = '24-lts'

@description('How the store is copied. ZRS keeps it through the loss of one data centre; not every region has it.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Days that the logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

var suffix = uniqueString(resourceGroup().id, name)
var webAppName = '${name}-${suffix}'
// Built-in role: Storage Table Data Contributor.
var tableContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: storageSku }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource mayWriteTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, tableContributor)
  scope: storage
  properties: {
    roleDefinitionId: tableContributor
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
  }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: planSku }
  properties: { reserved: true }
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: webAppName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'NODE|${nodeVersion}'
      appCommandLine: 'node dist/bin/service.js'
      alwaysOn: true
      healthCheckPath: '/healthz'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }
}

// Names and meaning: src/host/config.ts.
resource settings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: web
  name: 'appsettings'
  properties: {
    MicrosoftAppType: 'UserAssignedMSI'
    MicrosoftAppId: identity.properties.clientId
    MicrosoftAppTenantId: identity.properties.tenantId
    QUARTERDECK_STORE: 'azure'
    QUARTERDECK_TABLE_ENDPOINT: storage.properties.primaryEndpoints.table
    // Tells @azure/identity which of the web app's identities to use.
    AZURE_CLIENT_ID: identity.properties.clientId
    // App Service hands requests on from outside the container; it names the port itself.
    HOST: '0.0.0.0'
    PUBLIC_URL: 'https://${web.properties.defaultHostName}'
    // The zip that is deployed is complete: App Service runs it as it is and builds nothing.
    WEBSITE_RUN_FROM_PACKAGE: '1'
    SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
  }
}

// Deployment is by Entra ID only: no publishing profile, no FTP password.
resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = [
  for door in ['ftp', 'scm']: {
    parent: web
    name: door
    properties: { allow: false }
  }
]

resource webLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: web
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServiceHTTPLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Quarterdeck'
    endpoint: 'https://${web.properties.defaultHostName}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppMSIResourceId: identity.id
    msaAppTenantId: identity.properties.tenantId
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true }
  }
}

@description('For "npm run package -- --bot-id".')
output botId string = identity.properties.clientId

@description('For "npm run package -- --domain".')
output domain string = web.properties.defaultHostName

@description('For "az webapp deploy --name".')
output webApp string = web.name

@description('For QUARTERDECK_TABLE_ENDPOINT, where the command line runs.')
output tableEndpoint string = storage.properties.primaryEndpoints.table

@description('For MicrosoftAppTenantId, where the command line runs.')
output tenantId string = identity.properties.tenantId

@description('For "az role assignment create --scope".')
output storageId string = storage.id

// The service: Node on a Linux App Service plan.
param name string
param location string
param tags object
param instances int
param planSku string
param nodeVersion string
param identityId string
param clientId string
param tenantId string
param tableEndpoint string
param workspaceId string

var webAppName = '${name}-${uniqueString(resourceGroup().id, name)}'

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: planSku, capacity: instances }
  properties: { reserved: true }
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: webAppName
  location: location
  tags: union(tags, { 'azd-service-name': 'quarterdeck' })
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'NODE|${nodeVersion}'
      appCommandLine: 'node dist/bin/service.js'
      alwaysOn: true
      healthCheckPath: '/readyz'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }
}

// Names and meaning: src/host/settings.ts.
resource settings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: web
  name: 'appsettings'
  properties: {
    MicrosoftAppType: 'UserAssignedMSI'
    MicrosoftAppId: clientId
    MicrosoftAppTenantId: tenantId
    QUARTERDECK_STORE: 'azure'
    QUARTERDECK_TABLE_ENDPOINT: tableEndpoint
    // Tells @azure/identity which of the web app's identities to use.
    AZURE_CLIENT_ID: clientId
    // App Service hands requests on from outside the container; it names the port itself.
    HOST: '0.0.0.0'
    PUBLIC_URL: 'https://${web.properties.defaultHostName}'
    // The zip that is deployed is complete: App Service mounts it read-only, runs it as it is and builds nothing.
    WEBSITE_RUN_FROM_PACKAGE: '1'
    SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
    // A machine that is not ready for ten minutes is taken out of rotation where there is another.
    WEBSITE_HEALTHCHECK_MAXPINGFAILURES: '10'
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
    workspaceId: workspaceId
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServiceHTTPLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

output id string = web.id
output name string = web.name
output domain string = web.properties.defaultHostName

// What an administrator is told by e-mail. The queries look for words of the program's own log lines: a test holds that it
// still writes them.
param name string
param location string
param tags object
param alertsTo string
param webAppId string
param workspaceId string

resource administrators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-administrators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'quarterdeck'
    enabled: true
    emailReceivers: [{ name: 'administrator', emailAddress: alertsTo, useCommonAlertSchema: true }]
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-not-ready'
  location: 'global'
  tags: tags
  properties: {
    description: '/readyz has answered "not ready" for five minutes. Open it: it says why.'
    severity: 1
    enabled: true
    scopes: [webAppId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'ready'
          metricName: 'HealthCheckStatus'
          metricNamespace: 'Microsoft.Web/sites'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: administrators.id }]
  }
}

var queries = [
  {
    name: 'no-sweep'
    description: 'No sweep has ended well for 15 minutes: nobody is reminded.'
    query: 'AppServiceConsoleLogs | where ResultDescription has \'"msg":"sweep"\' | count | where Count == 0'
    window: 'PT15M'
  }
  {
    name: 'errors'
    description: 'The log has lines of level error.'
    query: 'AppServiceConsoleLogs | where ResultDescription has \'"level":50\''
    window: 'PT15M'
  }
  {
    name: 'failing-sends'
    description: 'More than five messages in half an hour did not reach Teams.'
    query: 'AppServiceConsoleLogs | where ResultDescription has \'"msg":"message"\' and ResultDescription !has \'"outcome":"sent"\' and ResultDescription !has \'"outcome":"opened"\' | count | where Count > 5'
    window: 'PT30M'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [
  for each in queries: {
    name: '${name}-${each.name}'
    location: location
    tags: tags
    properties: {
      description: each.description
      severity: 2
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: each.window
      criteria: {
        allOf: [
          {
            query: each.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [administrators.id] }
    }
  }
]

package dev.faceoff.config;

import dev.faceoff.model.Spike;
import dev.faceoff.model.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scenario file as written: its keys in order, placeholders unresolved, paths unchecked. */
record ScenarioText(
    @Doc(
            value =
                "Name on the command line and in results; also the name of the scenario's folder.",
            matches = "[a-z][a-z0-9]*(-[a-z0-9]+)*",
            form = "lower-case words joined by hyphens")
        String name,
    @Doc("What is compared or asked, as a heading.") String title,
    @Doc("What a user would ask, in one line.") String question,
    @Doc(value = "Whether a run that names no scenario includes it.", optional = true)
        Optional<Boolean> core,
    @Doc(value = "The lesson in four sentences; the report opens with it.", optional = true)
        Optional<StoryText> story,
    @Doc(
            value =
                "Numbers a user may change with --set name=value, by name. '{name}' stands for the"
                    + " value in this file.",
            optional = true)
        Map<String, SettingText> settings,
    @Doc(
            value =
                "What each user does. Only a scenario without variants may leave it out: then the"
                    + " requests of the target file are sent.",
            optional = true)
        Optional<JourneyText> journey,
    @Doc(value = "How many users come; 20 a second unless said.", optional = true)
        Optional<LoadText> load,
    @Doc(
            value =
                "How the service under test is started, whatever the variant; not where each variant"
                    + " names a target file, nor without variants.",
            optional = true)
        Optional<TargetText> target,
    @Doc(
            value = "The PostgreSQL content every variant starts from; without it none is started.",
            optional = true)
        Optional<DatabaseText> database,
    @Doc(
            value =
                "A Redis, each variant in a logical database of its own; without it none is started.",
            optional = true)
        Optional<RedisText> redis,
    @Doc(
            value =
                "Services that the one under test depends on, by name (lower-case words joined by"
                    + " hyphens); each variant gets a process of its own, reached at {NAME.url}.",
            optional = true)
        Map<String, ServiceText> services,
    @Doc(value = "What is done to connections; without it they are as they are.", optional = true)
        Optional<FaultsText> faults,
    @Doc(value = "Two books that must agree once the load has ended.", optional = true)
        Optional<ReconciliationText> reconciliation,
    @Doc(
            value =
                "The two ways of building the service, the baseline first. Without them the scenario"
                    + " asks something of any service: 'faceoff run NAME --target FILE'; expectations"
                    + " name that one 'target'.",
            min = 2,
            max = 2,
            optional = true)
        List<VariantText> variants,
    @Doc(
            value =
                "How many of each variant are started: one number for both, or one by variant as in"
                    + " {fixed: 3}; 1 unless said. They share the variant's database and all else"
                    + " that it is connected to, and each request goes to the next of them. With 3 of"
                    + " a variant, warm-ups last three times as long.",
            min = 1,
            max = Variant.MOST_REPLICAS,
            whole = true,
            optional = true)
        Optional<Amounts> replicas,
    @Doc(
            value =
                "The measure that explains the difference, for example queriesPerRequest; the report's"
                    + " headline names it. cpuMillisPerRequest unless said.",
            optional = true)
        Optional<String> headline,
    @Doc(
            value =
                "The figure of a fault that the headline shows, 'MEASURE at ENDPOINT during PHASE',"
                    + " for example 'withinObjectiveShare at catalogue during gateway-slow'.",
            optional = true)
        Optional<String> highlight,
    @Doc(value = "Sizes of a run; like those of the pairs unless said.", optional = true)
        Optional<ProfilesText> profiles,
    @Doc(
            value = "What can be asked of the scenario beside comparing its pair, with --design.",
            optional = true)
        Optional<DesignsText> designs,
    @Doc(
            value =
                "Promises that fail the run when broken, 'MEASURE of VARIANT[/VARIANT] [at ENDPOINT]"
                    + " [during PHASE] OPERATOR NUMBER', such as 'queriesPerRequest of fixed <= 1',"
                    + " 'p95LatencyMillis of fixed/naive < 1' or 'withinObjectiveShare of fixed at"
                    + " catalogue during gateway-slow >= 0.99'. 'at bystanders' is each request that"
                    + " does not need what fails; 'during spike' is the design's spike, in which"
                    + " withinObjectiveShare and recoverSeconds are measured; maxThroughputPerSecond"
                    + " is what the design capacity finds; alertSeconds and failedUntold 'during' a"
                    + " fault of designs.alerts, and falseAlerts, what the design alerts does.",
            optional = true)
        List<String> expectations) {

  record StoryText(
      @Doc("What users and operators notice.") String symptom,
      @Doc("Why it happens.") String cause,
      @Doc("What helps.") String fix,
      @Doc("When the fix itself costs.") String hurts) {}

  record SettingText(
      @Doc(
              "What the run uses unless --set changes it; when it, min and max are whole numbers, so"
                  + " must any other value be.")
          double value,
      @Doc("Smallest value allowed.") double min,
      @Doc("Largest value allowed.") double max,
      @Doc("What it is, with its unit.") String description) {}

  record JourneyText(
      @Doc(
              value =
                  "A jar of yours that holds the class, relative to this file; with all it needs beside"
                      + " Gatling and Faceoff. Only the load generator loads it.",
              optional = true)
          Optional<String> jar,
      @Doc(
              value = "Class of the Gatling journey, with its package.",
              key = "class",
              matches = "([a-z_][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_]*",
              form = "a class with its package",
              optional = true)
          Optional<String> className,
      @Doc(
              value = "The requests that the class sends, by the names it gives them.",
              min = 1,
              optional = true)
          List<EndpointText> endpoints,
      @Doc(
              value =
                  "In place of a class: the requests that each user sends, declared as in a target"
                      + " file.",
              min = 1,
              optional = true)
          List<RequestText> requests) {}

  record EndpointText(
      @Doc("Name that the journey gives the request.") String name,
      @Doc(
              value = "Latency in milliseconds its users should not wait longer than.",
              min = 0.001,
              max = 600_000)
          Amount objectiveMillis,
      @Doc(
              value =
                  "Whether its answers tell what users before have changed; then a gate does not"
                      + " compare their content.",
              optional = true)
          Optional<Boolean> changing,
      @Doc(
              value =
                  "Names of what the journey draws for the user who sends it: requests of a target"
                      + " file that play this role may use them.",
              optional = true)
          List<String> values) {}

  record LoadText(
      @Doc(
              value =
                  "Users starting each second while measured, whatever the service does (open"
                      + " model).",
              min = 0.001,
              max = 100_000)
          Amount arrivalsPerSecond,
      @Doc(
              value = "Users that call without pause while warming up (closed model).",
              min = 1,
              max = 1000,
              whole = true)
          Amount warmUpUsers,
      @Doc(value = "Seconds after which a request counts as an error.", min = 0.001, max = 600)
          Amount requestTimeoutSeconds,
      @Doc(
              value =
                  "p99 of the lag from planned to actual start, in milliseconds, above which a launch"
                      + " is INVALID.",
              min = 1,
              max = 10_000)
          Amount startLagLimitMillis) {}

  record TargetText(
      @Doc(
              value = "Main class of the service.",
              matches = "([a-z_][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_]*",
              form = "a class with its package")
          String main,
      @Doc("Folder of the Maven module that holds it, relative to the project.") String module,
      @Doc(value = "Fixed heap, the same for every variant.", min = 32, max = 65_536, whole = true)
          Amount heapMebibytes,
      @Doc(
              value = "Path that answers 200 once the service can be loaded.",
              matches = "/\\S*",
              form = "a path that starts with a slash")
          String ready,
      @Doc(
              value =
                  "Path of metrics with the connection pool's waits: Prometheus' text, or"
                      + " /actuator/metrics.",
              matches = "/\\S*",
              form = "a path that starts with a slash",
              optional = true)
          Optional<String> metrics,
      @Doc(
              value =
                  "Whether ready and metrics are answered on a port of their own, {managementPort},"
                      + " which answers when all request threads are busy.",
              optional = true)
          Optional<Boolean> managementPort,
      @Doc(
              value =
                  "System properties. Placeholders: {port}, {managementPort}, {database.url},"
                      + " {database.host}, {database.port}, {database.name}, {database.user},"
                      + " {redis.host}, {redis.port}, {redis.database}, {NAME.url} of"
                      + " a service, and settings.",
              optional = true)
          Map<String, String> properties,
      @Doc(
              value =
                  "Variables of its environment, which no list of processes shows. Placeholders: as"
                      + " for properties, and {database.password} and {redis.password}, which are"
                      + " empty where none is asked for.",
              optional = true)
          Map<String, String> environment) {}

  record RedisText(
      @Doc(
              value = "Memory in MiB after which it evicts what was used least recently.",
              min = 1,
              max = 65_536,
              whole = true)
          Amount maxMemoryMebibytes) {}

  record ServiceText(
      @Doc(
              value = "Main class of the service.",
              matches = "([a-z_][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_]*",
              form = "a class with its package")
          String main,
      @Doc("Folder of the Maven module that holds it, relative to the project.") String module,
      @Doc(value = "Fixed heap.", min = 32, max = 65_536, whole = true) Amount heapMebibytes,
      @Doc(
              value = "Path that answers 200 once the service can be called.",
              matches = "/\\S*",
              form = "a path that starts with a slash")
          String ready,
      @Doc(value = "System properties. Placeholders: {port} and settings.", optional = true)
          Map<String, String> properties) {}

  record FaultsText(
      @Doc(
              value =
                  "Standing round-trip latency in milliseconds by connection: database, redis or a"
                      + " service's name. 0 is this host, without a proxy.",
              min = 0,
              max = 60_000,
              whole = true,
              optional = true)
          Map<String, Amount> distanceMillis,
      @Doc(
              value = "Length of the timeline in seconds; or afterSeconds.",
              min = 1,
              max = 3600,
              whole = true,
              optional = true)
          Optional<Amount> seconds,
      @Doc(
              value = "Seconds from the end of the last fault to that of the timeline.",
              min = 1,
              max = 3600,
              whole = true,
              optional = true)
          Optional<Amount> afterSeconds,
      @Doc(
              value =
                  "Faults by the phase each makes (lower-case words joined by hyphens), 'at OFFSET:"
                      + " FAULT on CONNECTION, for LENGTH'. FAULT is 'cut', 'slow 2s', or one of"
                      + " Toxiproxy's toxics with its value, for example 'latency 30s jitter 100ms',"
                      + " 'bandwidth 64KB/s', 'slow_close 700ms', 'timeout 5s', 'slicer 10B"
                      + " size_variation 4B delay 500us', 'limit_data 2000B' or 'reset_peer 0ms"
                      + " upstream'; 'toxicity 0.5' strikes half of the connections. Faults must not"
                      + " overlap. In a scenario without variants CONNECTION is 'each': the timeline is"
                      + " then played for each connection that the target file is told of, one after"
                      + " the other, and phase 'slow' becomes 'slow-database' and so on.",
              optional = true)
          Map<String, String> timeline) {}

  record ReconciliationText(
      @Doc("What is booked, in the plural, for example payments.") String what,
      @Doc("SQL for one column: references of entries that are still under way.") String pending,
      @Doc("SQL for one column: references of the entries that the variant takes for done.")
          String own,
      @Doc("Name of the service whose book is compared.") String service,
      @Doc(
              value = "Path that answers a JSON array of references, one element an entry.",
              matches = "/\\S*",
              form = "a path that starts with a slash")
          String path,
      @Doc(
              value = "Seconds that pending entries may take to be done after the load.",
              min = 0.001,
              max = 600)
          Amount settleSeconds) {}

  record DatabaseText(
      @Doc(
              value =
                  "Folders of Flyway migrations that make schema and data, relative to the project or"
                      + " else to this file.",
              min = 1)
          List<String> migrations,
      @Doc(value = "Flyway placeholders; values may hold settings in braces.", optional = true)
          Map<String, String> placeholders) {}

  record VariantText(
      @Doc(
              value = "Name in results and expectations, for example naive.",
              matches = "[a-z][a-z0-9]*(-[a-z0-9]+)*",
              form = "lower-case words joined by hyphens")
          String name,
      @Doc(
              value =
                  "A target file that says how it is started, relative to this file; both variants"
                      + " name one, or none does.",
              optional = true)
          Optional<String> target,
      @Doc(value = "System properties beside those of the target.", optional = true)
          Map<String, String> properties,
      @Doc(
              value =
                  "Folders of further Flyway migrations, relative to the project or else to this"
                      + " file.",
              optional = true)
          List<String> migrations,
      @Doc(
              value =
                  "The files that make the difference, relative to the project or else to this file;"
                      + " the report shows their diff.",
              optional = true)
          List<String> code) {}

  record ProfilesText(
      @Doc("About a minute: one launch, intervals over its blocks.") ProfileText quick,
      @Doc("Several launches, intervals over them.") ProfileText standard,
      @Doc("More launches, narrower intervals.") ProfileText thorough) {}

  record ProfileText(
      @Doc(value = "Fresh starts of all targets.", min = 1, max = 1000, whole = true)
          Amount launches,
      @Doc(
              value =
                  "Measured blocks in a launch over both variants, each of which gets half of them, as"
                      + " does a variant alone; an even number.",
              min = 4,
              max = 1000,
              whole = true)
          Amount blocks,
      @Doc(value = "Length of a block.", min = 1, max = 3600, whole = true) Amount blockSeconds,
      @Doc(
              value = "Idle seconds after a block, in which it drains.",
              min = 1,
              max = 600,
              whole = true)
          Amount gapSeconds,
      @Doc(
              value = "Seconds in which each variant is driven before measuring.",
              min = 1,
              max = 3600,
              whole = true)
          Amount warmUpSeconds,
      @Doc(
              value =
                  "How often a launch plays the fault timeline for each variant; 1 unless said.",
              min = 1,
              max = 100,
              whole = true,
              optional = true)
          Optional<Amount> timelines) {}

  record DesignsText(
      @Doc(value = "How each variant's cost grows with a setting.", optional = true)
          Optional<GrowthText> growth,
      @Doc(
              value = "The highest rate of arrivals that each variant keeps, and what limits it.",
              optional = true)
          Optional<CapacityText> capacity,
      @Doc(
              value =
                  "What becomes of users when far more come of a sudden, and how long until all is"
                      + " normal.",
              optional = true)
          Optional<SpikeText> spike,
      @Doc(
              value =
                  "How many seconds after a fault an alert fires, and how many requests had failed by"
                      + " then; both variants side by side. Needs Prometheus on the PATH.",
              optional = true)
          Optional<AlertsText> alerts) {}

  record CapacityText(
      @Doc("What a variant has to keep up for a whole step.") ObjectiveText objective,
      @Doc(
              "Numbers of users that call without pause, for throughput against concurrency: six or"
                  + " more whole numbers, ascending.")
          List<Double> users,
      @Doc(
              value = "Blocks of each number of users for each variant.",
              min = 2,
              max = 100,
              whole = true)
          Amount rounds,
      @Doc("Fresh starts of all targets, by profile.") LaunchesText launches,
      @Doc(
              value = "Length of a block of users; its first second is not counted.",
              min = 2,
              max = 3600,
              whole = true)
          Amount blockSeconds,
      @Doc(
              value = "Idle seconds after a block, in which it drains.",
              min = 1,
              max = 600,
              whole = true)
          Amount gapSeconds,
      @Doc(
              value = "Seconds in which each variant is driven before measuring.",
              min = 1,
              max = 3600,
              whole = true)
          Amount warmUpSeconds,
      @Doc(
              value = "Length of a step of the search, at one rate of arrivals.",
              min = 1,
              max = 3600,
              whole = true)
          Amount stepSeconds,
      @Doc(
              value = "Seconds after which the searches of a launch begin no further step.",
              min = 1,
              max = 36_000,
              whole = true)
          Amount budgetSeconds,
      @Doc(
              value =
                  "Users a second beyond which a search never goes; users that call without pause are"
                      + " then left out. 0 is no limit, which services on other machines need.",
              min = 0,
              max = 100_000,
              optional = true)
          Optional<Amount> mostArrivalsPerSecond) {}

  record ObjectiveText(
      @Doc(
              value =
                  "The request for which it holds; may be left out where there is only one, and without"
                      + " variants, where it is the first.",
              optional = true)
          Optional<String> endpoint,
      @Doc(
              value = "Share of the requests that shall be quick enough, for example 0.95.",
              min = 0.5,
              max = 0.999)
          Amount quantile,
      @Doc(
              value =
                  "Latency in milliseconds that they shall not exceed; objectiveMillis of the endpoint"
                      + " unless said.",
              min = 0.001,
              max = 600_000,
              optional = true)
          Optional<Amount> millis,
      @Doc(value = "Percentage of the requests of all endpoints that may fail.", min = 0, max = 50)
          Amount errorPercent) {}

  record SpikeText(
      @Doc(value = "Arrivals in the spike over the usual ones.", min = 1.1, max = 1000)
          Amount factor,
      @Doc(value = "Seconds at the usual rate before it.", min = 1, max = 3600, whole = true)
          Amount beforeSeconds,
      @Doc(value = "Seconds that it lasts.", min = 1, max = 3600, whole = true) Amount spikeSeconds,
      @Doc(
              value =
                  "Seconds at the usual rate after it, in which each variant is watched until it is"
                      + " back to normal.",
              min = Spike.LEAST_AFTER_SECONDS,
              max = 3600,
              whole = true)
          Amount afterSeconds,
      @Doc(
              value =
                  "Whose users tell when all is normal; may be left out where there is one endpoint,"
                      + " whose objectiveMillis then holds.",
              optional = true)
          Optional<SpikeObjectiveText> objective,
      @Doc(
              value = "Values of other settings in a spike, by name; --set goes before them.",
              optional = true)
          Map<String, Double> settings,
      @Doc(
              value =
                  "Seconds after which users of a spike give up; requestTimeoutSeconds of the load"
                      + " unless said.",
              min = 0.001,
              max = 600,
              optional = true)
          Optional<Amount> requestTimeoutSeconds,
      @Doc("Fresh starts of all targets, each with one spike for each variant, by profile.")
          LaunchesText launches,
      @Doc(
              value = "Seconds in which each variant is driven before.",
              min = 1,
              max = 3600,
              whole = true)
          Amount warmUpSeconds) {}

  record AlertsText(
      @Doc(
              "Faults by name (lower-case words joined by hyphens), 'FAULT on CONNECTION, for"
                  + " LENGTH', as in faults.timeline. Each comes once in a round, in an order that is"
                  + " drawn.")
          Map<String, String> faults,
      @Doc(
              value =
                  "Seconds without a fault before each, in which an alert is a false one; no shorter"
                      + " than the longest window of the alerts.",
              min = 15,
              max = 3600,
              whole = true)
          Amount healthySeconds,
      @Doc(value = "How often each fault comes in a launch.", min = 1, max = 100, whole = true)
          Amount rounds,
      @Doc(
              value = "Seconds in which the variants are driven before.",
              min = 1,
              max = 3600,
              whole = true)
          Amount warmUpSeconds,
      @Doc("Fresh starts of all targets, by profile.") LaunchesText launches,
      @Doc(value = "Who watches each variant.", min = 2, max = 2) List<WatchText> watches) {}

  record WatchText(
      @Doc("Name of the variant.") String variant,
      @Doc(
              value =
                  "Files of Prometheus' rules, relative to the project or else to this file. Alerts"
                      + " whose label severity is 'page' count.",
              min = 1)
          List<String> rules) {}

  record SpikeObjectiveText(
      @Doc(
              value =
                  "The request for which it holds; may be left out where there is only one, and without"
                      + " variants, where it is the first.",
              optional = true)
          Optional<String> endpoint,
      @Doc(
              value =
                  "Latency in milliseconds within which its users want an answer; objectiveMillis of"
                      + " the endpoint unless said.",
              min = 0.001,
              max = 600_000,
              optional = true)
          Optional<Amount> millis) {}

  record GrowthText(
      @Doc("The setting that grows.") String over,
      @Doc("Values that it takes: five or more, above 0, ascending.") List<Double> values,
      @Doc(
              value = "Values of other settings while it grows, by name; --set goes before them.",
              optional = true)
          Map<String, Double> settings,
      @Doc("Fresh starts of all targets at each value, by profile.") LaunchesText launches,
      @Doc(
              value = "Measured blocks in a launch over both variants; an even number.",
              min = 4,
              max = 1000,
              whole = true)
          Amount blocks,
      @Doc(value = "Length of a block.", min = 1, max = 3600, whole = true) Amount blockSeconds,
      @Doc(
              value = "Idle seconds after a block, in which it drains.",
              min = 1,
              max = 600,
              whole = true)
          Amount gapSeconds,
      @Doc(
              value = "Seconds in which each variant is driven before measuring.",
              min = 1,
              max = 3600,
              whole = true)
          Amount warmUpSeconds) {}

  record LaunchesText(
      @Doc(value = "Of the profile quick.", min = 1, max = 1000, whole = true) Amount quick,
      @Doc(value = "Of the profile standard.", min = 1, max = 1000, whole = true) Amount standard,
      @Doc(value = "Of the profile thorough.", min = 1, max = 1000, whole = true)
          Amount thorough) {}
}
